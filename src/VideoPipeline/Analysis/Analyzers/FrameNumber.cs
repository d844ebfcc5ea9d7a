using VideoPipeline.Analysis.Frames;
using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Analyzers;

/// <summary>
/// <c>frame</c> (int64, n): the number in presentation order. <c>pts</c> (int64, n): the time stamp in the stream's
/// time base.
/// </summary>
public sealed class FrameNumber : IFrameAnalyzer
{
    private readonly ColumnBuilder<long> _numbers = new("frame");
    private readonly ColumnBuilder<long> _stamps = new("pts");

    /// <inheritdoc/>
    public void Add(in FrameView frame, AnalysisFrame shared)
    {
        _numbers.Add(frame.Number);
        _stamps.Add(frame.Pts);
    }

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() => [_numbers.ToArray(), _stamps.ToArray()];
}
