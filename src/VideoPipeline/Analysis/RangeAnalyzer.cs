using VideoPipeline.Analysis.Frames;

namespace VideoPipeline.Analysis;

/// <summary>
/// Analyzes the frames of one range in presentation order. Memory is bounded except for the rows and previews it
/// returns.
/// </summary>
internal sealed class RangeAnalyzer : IDisposable
{
    private readonly AnalysisFrame _shared;
    private readonly IFrameAnalyzer[] _analyzers;
    private readonly MeanAccumulator _mean;
    private readonly Func<long, bool> _isPreview;
    private readonly List<Preview> _previews = [];
    private BoundaryFrame? _firstFrame;
    private long _lastNumber = -1;

    /// <summary>Creates an analyzer for one range.</summary>
    /// <param name="width">The width of the frames in luma samples.</param>
    /// <param name="height">The height of the frames in luma samples.</param>
    /// <param name="options">The options of the analysis.</param>
    /// <param name="isPreview">Whether to keep the frame with this number as a preview; null for none.</param>
    /// <exception cref="DllNotFoundException">The native OpenCV library is missing.</exception>
    public RangeAnalyzer(int width, int height, AnalysisOptions options, Func<long, bool>? isPreview = null)
    {
        _shared = new(width, height);
        _analyzers = [.. AnalyzerRegistry.For(options).Select(registration => registration.Create())];
        _mean = new(_shared.Size);
        _isPreview = isPreview ?? (_ => false);
    }

    /// <summary>Analyzes the next frame. The memory of the frame is not accessed after this method returns.</summary>
    /// <exception cref="ArgumentException">The frame has another size than the range, does not follow the previous frame in
    /// presentation order, or lacks the packed samples that the options require.</exception>
    public void Add(in FrameView frame)
    {
        if (frame.Number <= _lastNumber)
        {
            throw new ArgumentException(
                $"Frame {frame.Number} follows frame {_lastNumber}. Add frames in presentation order.", nameof(frame));
        }

        _lastNumber = frame.Number;
        _shared.Load(frame);
        foreach (var analyzer in _analyzers) analyzer.Add(frame, _shared);

        var small = _shared.Scaled;
        _mean.Add(small.Bgr);
        _firstFrame ??= BoundaryFrame.Of(small);
        if (_isPreview(frame.Number)) _previews.Add(Preview.Of(frame.Number, frame.Pts, small));
    }

    /// <summary>Returns the results of all frames added.</summary>
    public RangeArrays Finish() => new(
        [.. _analyzers.SelectMany(analyzer => analyzer.Finish())],
        _firstFrame,
        _firstFrame is null ? null : BoundaryFrame.Of(_shared.Scaled),
        _mean.ToMean(),
        [.. _previews]);

    /// <inheritdoc/>
    public void Dispose() => _shared.Dispose();
}
