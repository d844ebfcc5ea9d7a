namespace VideoPipeline.Layers.Auditing;

/// <summary>The limits for a set of packages.</summary>
/// <param name="Versions">The newest allowed symbol version of each series, such as GLIBC.</param>
/// <param name="ZipLengths">The maximum size of a zip file in bytes, by file name; Lambda's limit applies to all others.</param>
/// <param name="Length">The maximum total size, in bytes, of those packages when unzipped.</param>
public sealed record PackageLimits(
    IReadOnlyDictionary<string, Version> Versions, IReadOnlyDictionary<string, long> ZipLengths, long Length)
{
    private const long MB = 1_000_000;

    /// <summary>The limits of Lambda.</summary>
    public static PackageLimits Lambda { get; } = new(
        LambdaBase.Table.Versions, new Dictionary<string, long>(), MaxUnzippedLength);

    /// <summary>The stricter limits of this product: small packages for short cold starts, and glibc 2.31 (2020).</summary>
    public static PackageLimits Product { get; } = new(
        new Dictionary<string, Version>(LambdaBase.Table.Versions) { ["GLIBC"] = new(2, 31) },
        new Dictionary<string, long> { ["ffmpeg.zip"] = 5 * MB, ["opencv.zip"] = 8 * MB, ["function.zip"] = 8 * MB },
        60 * MB);

    // docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html

    /// <summary>The maximum size, in bytes, of a zip file that is uploaded directly.</summary>
    public static long MaxUploadLength => 50 * MB;

    /// <summary>The maximum size, in bytes, of a function and its layers when unzipped.</summary>
    public static long MaxUnzippedLength => 250 * MB;

    /// <summary>The maximum number of layers of a function.</summary>
    public static int MaxLayers => 5;
}
