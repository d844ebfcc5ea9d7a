using VideoPipeline.Video;

namespace VideoPipeline.Analysis.Frames;

/// <summary>
/// One decoded frame in memory that belongs to somebody else and holds still while the frame is analysed: 8-bit planar
/// 4:2:0 (ffmpeg's <c>yuv420p</c>), the three planes without gaps one after the other, and the same frame packed where
/// that was asked for.
/// </summary>
public readonly unsafe ref struct FrameView
{
    /// <summary>A frame over its memory.</summary>
    /// <param name="number">The frame's number in presentation order, from 0.</param>
    /// <param name="pts">Its presentation time stamp in the stream's time base.</param>
    /// <param name="width">Luma samples in a row.</param>
    /// <param name="height">Luma rows.</param>
    /// <param name="planes">The first luma sample; <see cref="SizeOf"/> bytes.</param>
    /// <param name="packed">The first byte of the packed frame, 3·width·height bytes; 0 where there is none.</param>
    /// <param name="packedLayout">The packed frame's layout; null where there is none.</param>
    public FrameView(long number, long pts, int width, int height, nint planes, nint packed = 0, PixelLayout? packedLayout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfZero(planes);
        if (packed == 0 != packedLayout is null || packedLayout == PixelLayout.Yuv420)
            throw new ArgumentException("A packed frame needs both its address and a packed layout.", nameof(packedLayout));

        (Number, Pts, Width, Height, PackedLayout) = (number, pts, width, height, packedLayout);
        var luma = (byte*)planes;
        var (chromaWidth, chromaHeight) = ChromaSize(width, height);
        Luma = new(luma, width * height);
        U = new(luma + Luma.Length, chromaWidth * chromaHeight);
        V = new(luma + Luma.Length + U.Length, chromaWidth * chromaHeight);
        Packed = packed == 0 ? default : new((void*)packed, 3 * width * height);
    }

    /// <summary>The frame's number in presentation order, from 0.</summary>
    public long Number { get; }

    /// <summary>Presentation time stamp in the stream's time base.</summary>
    public long Pts { get; }

    /// <summary>Luma samples in a row.</summary>
    public int Width { get; }

    /// <summary>Luma rows.</summary>
    public int Height { get; }

    /// <summary>Luma, <see cref="Height"/> rows of <see cref="Width"/> samples.</summary>
    public ReadOnlySpan<byte> Luma { get; }

    /// <summary>Blue difference, half the luma's width and height (rounded up).</summary>
    public ReadOnlySpan<byte> U { get; }

    /// <summary>Red difference, half the luma's width and height (rounded up).</summary>
    public ReadOnlySpan<byte> V { get; }

    /// <summary>The packed frame in <see cref="PackedLayout"/>; empty where there is none.</summary>
    public ReadOnlySpan<byte> Packed { get; }

    /// <summary>Layout of <see cref="Packed"/>; null where there is none.</summary>
    public PixelLayout? PackedLayout { get; }

    /// <summary>
    /// The size of a chroma plane: half the luma's in both directions, rounded up (as ffmpeg does for odd sizes).
    /// </summary>
    public static (int Width, int Height) ChromaSize(int width, int height) => ((width + 1) / 2, (height + 1) / 2);

    /// <summary>Bytes of the three planes together.</summary>
    public static int SizeOf(int width, int height)
    {
        var (chromaWidth, chromaHeight) = ChromaSize(width, height);
        return checked((width * height) + (2 * chromaWidth * chromaHeight));
    }
}
