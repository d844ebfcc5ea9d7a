using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Statistics;
using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Analyzers;

/// <summary>
/// <c>sum_yuv</c> (uint64, n×3): the sums of all samples of Y, U and V of the full-size frame, 8-bit 4:2:0.
/// </summary>
internal sealed class PlaneSums : IFrameAnalyzer
{
    private readonly ColumnBuilder<ulong> _sums = new("sum_yuv", 3);

    /// <inheritdoc/>
    public void Add(in FrameView frame, AnalysisFrame shared)
    {
        var row = _sums.AddRow();
        row[0] = (ulong)shared.Luma.Moments.Sum;
        row[1] = (ulong)SampleSums.Of(frame.U);
        row[2] = (ulong)SampleSums.Of(frame.V);
    }

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() => [_sums.ToArray()];
}
