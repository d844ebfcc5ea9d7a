using OpenCvSharp;
using VideoPipeline.Analysis.Matching;
using VideoPipeline.Analysis.Resizing;

namespace VideoPipeline.Analysis.Frames;

/// <summary>
/// One frame at analysis size: planar 4:2:0, BGR and HSV, in pinned memory that OpenCV can access.
/// </summary>
/// <remarks>Colors are converted by OpenCV from I420: ITU-R BT.601, limited range. Hue is 0 to 179, all other values are 0
/// to 255.</remarks>
internal sealed class ScaledFrame : IDisposable
{
    // SIMD loops over packed pixels read past the last pixel.
    private const int Padding = 64;

    private readonly byte[] _matching = new byte[MatchImage.Length];
    private readonly byte[] _planes;
    private readonly byte[] _bgr;
    private readonly byte[] _hsv;
    private readonly Mat _planesMat;
    private readonly Mat _bgrMat;
    private readonly Mat _hsvMat;
    private readonly ColorConversion _toBgr;
    private readonly ColorConversion _toHsv;

    internal ScaledFrame(AnalysisSize size)
    {
        Size = size;
        _planes = GC.AllocateArray<byte>(size.Area * 3 / 2, pinned: true);
        _bgr = GC.AllocateArray<byte>((size.Area * 3) + Padding, pinned: true);
        _hsv = GC.AllocateArray<byte>(size.Area * 3, pinned: true);
        _planesMat = CreateMat(_planes, size.Height * 3 / 2, MatType.CV_8UC1);
        _bgrMat = CreateMat(_bgr, size.Height, MatType.CV_8UC3);
        _hsvMat = CreateMat(_hsv, size.Height, MatType.CV_8UC3);
        _toBgr = new(_planesMat, _bgrMat, ColorConversionCodes.YUV2BGR_I420);
        _toHsv = new(_bgrMat, _hsvMat, ColorConversionCodes.BGR2HSV);
    }

    /// <summary>The width and height.</summary>
    public AnalysisSize Size { get; }

    /// <summary>The planes Y, U and V, rows without padding. All other images are computed from them.</summary>
    public ReadOnlySpan<byte> Planes => _planes;

    /// <summary>The luma plane, rows without padding.</summary>
    public ReadOnlySpan<byte> Luma => LumaSamples;

    /// <summary>Blue, green and red of each pixel, rows without padding.</summary>
    public ReadOnlySpan<byte> Bgr => _bgr.AsSpan(0, 3 * Size.Area);

    /// <summary>Hue, saturation and value of each pixel, rows without padding.</summary>
    public ReadOnlySpan<byte> Hsv => _hsv;

    /// <summary>The image used for block matching, see <see cref="MatchImage"/>.</summary>
    internal ReadOnlySpan<byte> Matching => _matching;

    internal Span<byte> LumaSamples => _planes.AsSpan(0, Size.Area);

    internal Span<byte> USamples => _planes.AsSpan(Size.Area, Size.Area / 4);

    internal Span<byte> VSamples => _planes.AsSpan(Size.Area * 5 / 4, Size.Area / 4);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in (IDisposable[])[_toBgr, _toHsv, _planesMat, _bgrMat, _hsvMat]) part.Dispose();
    }

    /// <summary>Loads the planes of another frame of this size, and computes the other images from them.</summary>
    internal void Load(ReadOnlySpan<byte> planes, MatchReduction matching)
    {
        planes.CopyTo(_planes);
        Convert(matching);
    }

    /// <summary>Computes the image for block matching, BGR and HSV from the planes.</summary>
    internal void Convert(MatchReduction matching)
    {
        matching.Reduce(Luma, USamples, VSamples, _matching);
        _toBgr.Run();
        _toHsv.Run();
    }

    private unsafe Mat CreateMat(byte[] pinned, int rows, MatType type)
    {
        fixed (byte* first = pinned) return Mat.FromPixelData(rows, Size.Width, type, (nint)first);
    }
}
