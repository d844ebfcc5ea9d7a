using VideoPipeline.Analysis.Frames;
using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Analyzers;

/// <summary>
/// <c>frame</c> (int64, n): the frame number in presentation order. <c>pts</c> (int64, n): the presentation time stamp in the
/// time base of the stream.
/// </summary>
internal sealed class FrameNumber : IFrameAnalyzer
{
    private readonly ColumnBuilder<long> _numbers = new("frame");
    private readonly ColumnBuilder<long> _timeStamps = new("pts");

    /// <inheritdoc/>
    public void Add(in FrameView frame, AnalysisFrame shared)
    {
        _numbers.Add(frame.Number);
        _timeStamps.Add(frame.Pts);
    }

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() => [_numbers.ToArray(), _timeStamps.ToArray()];
}
