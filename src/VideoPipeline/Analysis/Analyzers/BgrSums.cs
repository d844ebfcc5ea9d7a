using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Statistics;
using VideoPipeline.Npz;
using VideoPipeline.Video;

namespace VideoPipeline.Analysis.Analyzers;

/// <summary>
/// <c>sum_bgr</c> (uint64, n×3): the sums of all blue, green and red samples of the full-size frame, what
/// <c>np.sum(frame, axis=(0, 1))</c> gives of a decoded BGR frame.
/// </summary>
public sealed class BgrSums : IFrameAnalyzer
{
    private readonly ColumnBuilder<ulong> _sums = new("sum_bgr", 3);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The frame comes without its packed samples.</exception>
    public void Add(in FrameView frame, AnalysisFrame shared)
    {
        if (frame.Packed.IsEmpty)
        {
            throw new ArgumentException(
                $"Frame {frame.Number} has no packed samples, of which sum_bgr is to be computed.", nameof(frame));
        }

        var (first, second, third) = SampleSums.OfChannels(frame.Packed);
        if (frame.PackedLayout == PixelLayout.Rgb24) (first, third) = (third, first);
        var row = _sums.AddRow();
        (row[0], row[1], row[2]) = ((ulong)first, (ulong)second, (ulong)third);
    }

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() => [_sums.ToArray()];
}
