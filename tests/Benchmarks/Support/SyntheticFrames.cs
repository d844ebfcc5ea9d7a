using System.Runtime.InteropServices;
using VideoPipeline.Analysis.Frames;
using VideoPipeline.Video;

namespace VideoPipeline.Benchmarks.Support;

/// <summary>Cycles through a few frames of smooth gradients with camera-like noise.</summary>
internal sealed unsafe class SyntheticFrames : IDisposable
{
    private const int FrameCount = 4;

    private readonly int _width;
    private readonly int _height;
    private readonly nint[] _planes = new nint[FrameCount];
    private readonly nint _packed;
    private long _number = -1;

    public SyntheticFrames(int width, int height)
    {
        (_width, _height) = (width, height);
        var random = new Random(1);
        for (var frame = 0; frame < FrameCount; frame++)
        {
            var bytes = FrameView.SizeOf(width, height);
            var samples = (byte*)NativeMemory.Alloc((nuint)bytes);
            for (var i = 0; i < bytes; i++)
            {
                var (x, y) = (i % width, i / width);
                samples[i] =
                    (byte)(128 + (60 * Math.Sin((x + (9 * frame)) / 50.0)) + (50 * Math.Cos(y / 40.0)) + random.Next(8));
            }

            _planes[frame] = (nint)samples;
        }

        _packed = (nint)NativeMemory.AllocZeroed((nuint)(3 * width * height));
        random.NextBytes(new Span<byte>((void*)_packed, 3 * width * height));
    }

    public nint NextPlanes() => _planes[++_number % FrameCount];

    public FrameView Next()
    {
        var planes = NextPlanes();
        return new(_number, _number, _width, _height, planes, _packed, PixelLayout.Bgr24);
    }

    public void Dispose()
    {
        foreach (var planes in _planes) NativeMemory.Free((void*)planes);
        NativeMemory.Free((void*)_packed);
    }
}
