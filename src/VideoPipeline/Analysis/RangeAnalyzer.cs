using VideoPipeline.Analysis.Frames;
using VideoPipeline.Imaging;

namespace VideoPipeline.Analysis;

/// <summary>
/// Analyses the frames of one range, in presentation order, in bounded memory but for the rows it returns.
/// </summary>
public sealed class RangeAnalyzer : IDisposable
{
    private readonly AnalysisFrame _shared;
    private readonly IFrameAnalyzer[] _analyzers;
    private readonly MeanAccumulator _mean;
    private readonly Func<long, bool> _keepsThumbnail;
    private readonly List<Thumbnail> _thumbnails = [];
    private SeamImage? _first;
    private long _last = -1;

    /// <summary>For the frames of one range.</summary>
    /// <param name="width">Luma samples in a row.</param>
    /// <param name="height">Luma rows.</param>
    /// <param name="options">What to compute.</param>
    /// <param name="keepsThumbnail">Whether the frame of a number is to be kept as a picture at analysis size.</param>
    /// <exception cref="DllNotFoundException">There is no native vision library.</exception>
    public RangeAnalyzer(int width, int height, AnalysisOptions options, Func<long, bool>? keepsThumbnail = null)
    {
        _shared = new(width, height);
        _analyzers = [.. AnalyzerRegistry.For(options).Select(registration => registration.Create())];
        _mean = new(_shared.Size);
        _keepsThumbnail = keepsThumbnail ?? (_ => false);
    }

    /// <summary>Analyses the next frame. Its memory is not touched after this returns.</summary>
    /// <exception cref="ArgumentException">The frame is not of the range's size, does not come after the one before, or
    /// lacks packed samples that the options need.</exception>
    public void Add(in FrameView frame)
    {
        if (frame.Number <= _last)
        {
            throw new ArgumentException(
                $"Frame {frame.Number} came after frame {_last}; frames are analysed in presentation order.", nameof(frame));
        }

        _last = frame.Number;
        _shared.Take(frame);
        foreach (var analyzer in _analyzers) analyzer.Add(frame, _shared);

        var small = _shared.Small;
        _mean.Add(small.Bgr);
        _first ??= SeamImage.Of(small);
        if (_keepsThumbnail(frame.Number))
            _thumbnails.Add(
                new(frame.Number, frame.Pts, new BgrImage(small.Size.Width, small.Size.Height, small.Bgr.ToArray())));
    }

    /// <summary>What was computed of all frames added.</summary>
    public RangeArrays Finish() => new(
        [.. _analyzers.SelectMany(analyzer => analyzer.Finish())],
        _first,
        _first is null ? null : SeamImage.Of(_shared.Small),
        _mean.ToMean(),
        [.. _thumbnails]);

    /// <inheritdoc/>
    public void Dispose() => _shared.Dispose();
}
