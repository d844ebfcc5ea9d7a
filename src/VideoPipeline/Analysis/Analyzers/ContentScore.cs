using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Statistics;
using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Analyzers;

/// <summary>
/// <c>content_score</c> (float64, n): the change since the previous frame, as the mean over hue, saturation and value of
/// their mean absolute differences at analysis size; 0 for the first frame of a video. It equals <c>content_val</c> of
/// PySceneDetect (ContentDetector) with the default weights 1, 1, 1 and no edges. As there, the difference of hues is not
/// circular (179 and 0 are far apart).
/// </summary>
internal sealed class ContentScore : IFrameAnalyzer
{
    internal const string ColumnName = "content_score";

    private readonly ColumnBuilder<double> _values = new(ColumnName);

    /// <inheritdoc/>
    public void Add(in FrameView frame, AnalysisFrame shared) =>
        _values.Add(shared.Previous is { } previous ? Between(previous.Hsv, shared.Scaled.Hsv) : 0);

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() => [_values.ToArray()];

    /// <summary>
    /// Computes the score of a frame from the previous frame and the frame itself, both as HSV at analysis size.
    /// </summary>
    internal static double Between(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> hsv) =>
        (double)SampleSums.AbsoluteDifferences(previous, hsv) / hsv.Length;
}
