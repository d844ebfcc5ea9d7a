using VideoPipeline.Analysis;

namespace VideoPipeline.Results.Columns;

/// <summary>
/// The columns of <c>frames.npz</c> from which the summary is built: one row per delivered frame, in presentation order
/// (<see cref="SumYuv"/> and <see cref="SumBgr"/> have three values per row).
/// </summary>
internal sealed record FrameColumns
{
    /// <summary>
    /// The names of the columns that <see cref="Of"/> reads from merged ranges. All others need not be in memory.
    /// </summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "frame", "pts", "sum_yuv", "sum_bgr", "luma_mean", "luma_std", "luma_min", "luma_max", "sharpness", "colorfulness",
        "content_score", "motion", "cut_score", "pan_x", "pan_y", "zoom", "camera_agreement", "phash", "dhash",
    };

    /// <summary>Frame numbers, strictly increasing.</summary>
    public required long[] Frame { get; init; }

    /// <summary>Presentation time stamps, strictly increasing.</summary>
    public required long[] Pts { get; init; }

    /// <summary>Whether each frame is a key frame.</summary>
    public required bool[] Key { get; init; }

    /// <summary>Sums of the planes Y, U, V (n×3).</summary>
    public required ulong[] SumYuv { get; init; }

    /// <summary>Sums of the channels B, G, R (n×3); null unless requested.</summary>
    public ulong[]? SumBgr { get; init; }

    /// <summary>Mean luma, 0–255.</summary>
    public required double[] LumaMean { get; init; }

    /// <summary>Population standard deviation of luma.</summary>
    public required double[] LumaStd { get; init; }

    /// <summary>Darkest luma sample.</summary>
    public required byte[] LumaMin { get; init; }

    /// <summary>Brightest luma sample.</summary>
    public required byte[] LumaMax { get; init; }

    /// <summary>Variance of the Laplacian.</summary>
    public required double[] Sharpness { get; init; }

    /// <summary>Colorfulness (Hasler–Süsstrunk).</summary>
    public required double[] Colorfulness { get; init; }

    /// <summary>HSV content change since the previous frame, 0–255.</summary>
    public required double[] ContentScore { get; init; }

    /// <summary>Mean absolute luma difference to the previous frame, 0–255.</summary>
    public required double[] Motion { get; init; }

    /// <summary>Motion-compensated residual relative to the contrast, see <c>cut_score</c>.</summary>
    public required double[] CutScore { get; init; }

    /// <summary>Pan to the right, as a fraction of the width.</summary>
    public required double[] PanX { get; init; }

    /// <summary>Pan downwards, as a fraction of the height.</summary>
    public required double[] PanY { get; init; }

    /// <summary>Change of scale: 0.01 means 1 % larger.</summary>
    public required double[] Zoom { get; init; }

    /// <summary>The fraction of blocks that agree with the global motion.</summary>
    public required double[] CameraAgreement { get; init; }

    /// <summary>DCT hashes.</summary>
    public required ulong[] PHash { get; init; }

    /// <summary>Difference hashes.</summary>
    public required ulong[] DHash { get; init; }

    /// <summary>Selects the columns from the merged ranges of a video.</summary>
    /// <param name="arrays">The merged arrays.</param>
    /// <param name="key">Whether each frame is a key frame.</param>
    public static FrameColumns Of(RangeArrays arrays, bool[] key) => new()
    {
        Frame = arrays.Column<long>("frame").Data,
        Pts = arrays.Column<long>("pts").Data,
        Key = key,
        SumYuv = arrays.Column<ulong>("sum_yuv").Data,
        SumBgr = arrays.Columns.Any(column => column.Name == "sum_bgr") ? arrays.Column<ulong>("sum_bgr").Data : null,
        LumaMean = arrays.Column<double>("luma_mean").Data,
        LumaStd = arrays.Column<double>("luma_std").Data,
        LumaMin = arrays.Column<byte>("luma_min").Data,
        LumaMax = arrays.Column<byte>("luma_max").Data,
        Sharpness = arrays.Column<double>("sharpness").Data,
        Colorfulness = arrays.Column<double>("colorfulness").Data,
        ContentScore = arrays.Column<double>("content_score").Data,
        Motion = arrays.Column<double>("motion").Data,
        CutScore = arrays.Column<double>("cut_score").Data,
        PanX = arrays.Column<double>("pan_x").Data,
        PanY = arrays.Column<double>("pan_y").Data,
        Zoom = arrays.Column<double>("zoom").Data,
        CameraAgreement = arrays.Column<double>("camera_agreement").Data,
        PHash = arrays.Column<ulong>("phash").Data,
        DHash = arrays.Column<ulong>("dhash").Data,
    };
}
