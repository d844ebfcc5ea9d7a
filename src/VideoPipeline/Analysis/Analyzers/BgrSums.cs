using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Statistics;
using VideoPipeline.Npz;
using VideoPipeline.Video;

namespace VideoPipeline.Analysis.Analyzers;

/// <summary>
/// <c>sum_bgr</c> (uint64, n×3): the sums of all blue, green and red samples of the full-size frame, equal to
/// <c>np.sum(frame, axis=(0, 1))</c> of the decoded BGR frame.
/// </summary>
internal sealed class BgrSums : IFrameAnalyzer
{
    private readonly ColumnBuilder<ulong> _sums = new("sum_bgr", 3);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The frame has no packed samples.</exception>
    public void Add(in FrameView frame, AnalysisFrame shared)
    {
        if (frame.Packed.IsEmpty)
        {
            throw new ArgumentException(
                $"Frame {frame.Number} has no packed samples, which sum_bgr requires.", nameof(frame));
        }

        var (first, second, third) = SampleSums.PerChannel(frame.Packed);
        if (frame.PackedLayout == PixelLayout.Rgb24) (first, third) = (third, first);
        var row = _sums.AddRow();
        (row[0], row[1], row[2]) = ((ulong)first, (ulong)second, (ulong)third);
    }

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() => [_sums.ToArray()];
}
