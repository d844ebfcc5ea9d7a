using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Statistics;
using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Analyzers;

/// <summary>
/// <c>motion</c> (float64, n): the mean absolute difference of luma to the previous frame, at analysis size; 0 for the first
/// frame of a video.
/// </summary>
internal sealed class Motion : IFrameAnalyzer
{
    internal const string ColumnName = "motion";

    private readonly ColumnBuilder<double> _values = new(ColumnName);

    /// <inheritdoc/>
    public void Add(in FrameView frame, AnalysisFrame shared) =>
        _values.Add(shared.Previous is { } previous ? Between(previous.Luma, shared.Scaled.Luma) : 0);

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() => [_values.ToArray()];

    /// <summary>
    /// Computes the value of a frame from the previous frame and the frame itself, both as luma at analysis size.
    /// </summary>
    internal static double Between(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> luma) =>
        (double)SampleSums.AbsoluteDifferences(previous, luma) / luma.Length;
}
