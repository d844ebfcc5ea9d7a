using System.Runtime.CompilerServices;
using VideoPipeline.Analysis.Frames;
using VideoPipeline.Video;

namespace VideoPipeline.Tests.Analysis;

/// <summary>A frame in pinned memory, for a <see cref="FrameView"/>.</summary>
internal sealed class TestFrame
{
    private readonly byte[] _planes;
    private readonly byte[] _packed;

    public TestFrame(int width, int height, long number, Action<byte[]> fill)
    {
        (Width, Height, Number) = (width, height, number);
        _planes = GC.AllocateArray<byte>(FrameView.SizeOf(width, height), pinned: true);
        _packed = GC.AllocateArray<byte>(3 * width * height, pinned: true);
        fill(_planes);
        fill(_packed);
    }

    public int Width { get; }

    public int Height { get; }

    public long Number { get; }

    public byte[] Packed => _packed;

    public static TestFrame Random(int width, int height, long number, int seed) =>
        new(width, height, number, new Random(seed).NextBytes);

    /// <summary>A smooth image: neighboring samples differ little, as in natural images.</summary>
    public static TestFrame Smooth(int width, int height, long number, int seed) => new(width, height, number, bytes =>
    {
        var random = new Random(seed);
        var (a, b, phase) =
            (20 + (100 * random.NextDouble()), 20 + (100 * random.NextDouble()), 6 * random.NextDouble());
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] =
                (byte)(128 + (60 * Math.Sin(phase + (i % width / a))) + (60 * Math.Cos(phase + (i / width / b))));
    });

    public static TestFrame Of(int width, int height, byte y, byte u, byte v) => new(width, height, 0, bytes =>
    {
        var (chroma, luma) = ((width + 1) / 2 * ((height + 1) / 2), width * height);
        Array.Fill(bytes, y, 0, luma);
        Array.Fill(bytes, u, luma, Math.Min(chroma, bytes.Length - luma));
        if (bytes.Length > luma + chroma) Array.Fill(bytes, v, luma + chroma, bytes.Length - luma - chroma);
    });

    public unsafe FrameView View(PixelLayout? layout = null) => new(
        Number,
        1000 + (40 * Number),
        Width,
        Height,
        (nint)Unsafe.AsPointer(ref _planes[0]),
        layout is null ? 0 : (nint)Unsafe.AsPointer(ref _packed[0]),
        layout);
}
