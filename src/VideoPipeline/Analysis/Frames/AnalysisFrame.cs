using VideoPipeline.Analysis.Matching;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Analysis.Statistics;
using VideoPipeline.Native;

namespace VideoPipeline.Analysis.Frames;

/// <summary>
/// The data that several analyzers share, computed once per frame: the statistics of the luma, and the frame at analysis size in
/// several color spaces. The buffers are allocated once and reused for every frame of a range; the previous frame is kept for
/// the analyzers that compare frames.
/// </summary>
internal sealed class AnalysisFrame : IDisposable
{
    /// <summary>The version of the shared data. Increment it with every change of that data.</summary>
    public const int Version = 2;

    private readonly int _width;
    private readonly int _height;
    private readonly AreaReduction _luma;
    private readonly AreaReduction _chroma;
    private readonly MatchReduction _matching;
    private readonly ScaledFrame[] _smalls;
    private int _frames;

    /// <summary>Creates the buffers for the frames of a video.</summary>
    /// <param name="width">The width of the frames in luma samples.</param>
    /// <param name="height">The height of the frames in luma samples.</param>
    /// <exception cref="DllNotFoundException">The native OpenCV library is missing.</exception>
    public AnalysisFrame(int width, int height)
    {
        OpenCvLibrary.EnsureLoaded();
        (_width, _height) = (width, height);
        Size = AnalysisSize.Of(width, height);
        var (chromaWidth, chromaHeight) = FrameView.ChromaSize(width, height);
        _luma = new(width, height, Size.Width, Size.Height);
        _chroma = new(chromaWidth, chromaHeight, Size.Width / 2, Size.Height / 2);
        _matching = new(Size);
        _smalls = [new(Size), new(Size)];
    }

    /// <summary>The size of <see cref="Scaled"/>.</summary>
    public AnalysisSize Size { get; }

    /// <summary>The statistics of the full-size luma.</summary>
    public SampleStatistics Luma { get; } = new();

    /// <summary>The frame at analysis size.</summary>
    public ScaledFrame Scaled => _smalls[_frames & 1];

    /// <summary>The previous frame at analysis size; null for the first frame.</summary>
    public ScaledFrame? Previous => _frames > 1 ? _smalls[(_frames & 1) ^ 1] : null;

    /// <summary>Loads the next frame.</summary>
    /// <exception cref="ArgumentException">The frame has another size.</exception>
    public void Load(in FrameView frame)
    {
        if (frame.Width != _width || frame.Height != _height)
        {
            throw new ArgumentException(
                $"Frame {frame.Number} has {frame.Width}×{frame.Height} samples; the range started with {_width}×{_height}.",
                nameof(frame));
        }

        _frames++;
        Luma.Compute(frame.Luma);
        var small = Scaled;
        _luma.Reduce(frame.Luma, small.LumaSamples);
        _chroma.Reduce(frame.U, small.USamples);
        _chroma.Reduce(frame.V, small.VSamples);
        small.Convert(_matching);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var small in _smalls) small.Dispose();
    }
}
