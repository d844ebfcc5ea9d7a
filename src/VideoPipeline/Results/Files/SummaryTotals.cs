using System.Text.Json.Serialization;
using VideoPipeline.Results.Columns;

namespace VideoPipeline.Results.Files;

/// <summary>Sums and means over all delivered frames. Sums are exact; means are null if there are no frames.</summary>
/// <param name="Frames">The number of frames.</param>
/// <param name="KeyFrames">The number of key frames.</param>
/// <param name="SumYuv">The sum of all samples of the planes Y, U and V of the full-size frames (8-bit 4:2:0).</param>
/// <param name="LumaMean">The mean of the mean luma of the frames, 0–255.</param>
/// <param name="SharpnessMean">The mean of the variance of the Laplacian.</param>
/// <param name="ColorfulnessMean">The mean of the colorfulness (Hasler–Süsstrunk).</param>
/// <param name="MotionMean">The mean of the mean absolute luma difference to the previous frame, 0–255.</param>
/// <param name="SumBgr">The sum of all samples of the channels B, G and R of the full-size frames; absent unless
/// requested.</param>
public sealed record SummaryTotals(
    long Frames,
    long KeyFrames,
    IReadOnlyList<ulong> SumYuv,
    double? LumaMean,
    double? SharpnessMean,
    double? ColorfulnessMean,
    double? MotionMean,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ulong>? SumBgr = null)
{
    /// <summary>Computes the totals.</summary>
    internal static SummaryTotals Of(FrameColumns columns) => new(
        columns.Frame.Length,
        columns.Key.Count(key => key),
        SumTriples(columns.SumYuv),
        Mean(columns.LumaMean),
        Mean(columns.Sharpness),
        Mean(columns.Colorfulness),
        Mean(columns.Motion),
        columns.SumBgr is { } bgr ? SumTriples(bgr) : null);

    private static ulong[] SumTriples(ulong[] values)
    {
        var sums = new ulong[3];
        for (var i = 0; i < values.Length; i++) sums[i % 3] = checked(sums[i % 3] + values[i]);
        return sums;
    }

    /// <summary>
    /// Computes the mean. The values are added in order, so that rounding is the same on every machine; a vectorized sum depends
    /// on the vector width.
    /// </summary>
    private static double? Mean(double[] values)
    {
        if (values.Length == 0) return null;
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }
}
