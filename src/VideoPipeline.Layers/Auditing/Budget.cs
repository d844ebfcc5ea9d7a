namespace VideoPipeline.Layers.Auditing;

/// <summary>The limits that a set of packages is held to.</summary>
/// <param name="Versions">The newest symbol version of each series.</param>
/// <param name="ZipLengths">Bytes that the zip file of a name may have; for others Lambda's limit holds.</param>
/// <param name="Length">Bytes that those together may have when unpacked.</param>
public sealed record Budget(IReadOnlyDictionary<string, Version> Versions, IReadOnlyDictionary<string, long> ZipLengths, long Length)
{
    private const long MB = 1_000_000;

    /// <summary>What Lambda itself allows, and nothing stricter.</summary>
    public static Budget Lambda { get; } = new(LambdaBase.Table.Versions, new Dictionary<string, long>(), LargestUnzipped);

    /// <summary>What this product allows itself: starts that stay quick, and a glibc of 2020.</summary>
    public static Budget Product { get; } = new(
        new Dictionary<string, Version>(LambdaBase.Table.Versions) { ["GLIBC"] = new(2, 31) },
        new Dictionary<string, long> { ["ffmpeg.zip"] = 5 * MB, ["opencv.zip"] = 8 * MB, ["function.zip"] = 8 * MB },
        60 * MB);

    // docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html

    /// <summary>Bytes that a zip file may have when uploaded directly.</summary>
    public static long LargestUpload => 50 * MB;

    /// <summary>Bytes that a function and its layers may have when unpacked.</summary>
    public static long LargestUnzipped => 250 * MB;

    /// <summary>Layers that a function may have.</summary>
    public static int MostLayers => 5;
}
