using VideoPipeline.Video;

namespace VideoPipeline.Analysis.Frames;

/// <summary>
/// A view of one decoded frame: 8-bit planar 4:2:0 (<c>yuv420p</c> in ffmpeg), the three planes contiguous and without row
/// padding, and optionally the same frame in a packed layout. It does not own the memory; the caller must keep the memory pinned
/// and unchanged while the frame is analyzed.
/// </summary>
internal readonly unsafe ref struct FrameView
{
    /// <summary>Creates a view of a frame.</summary>
    /// <param name="number">The number of the frame in presentation order, from 0.</param>
    /// <param name="pts">The presentation time stamp in the time base of the stream.</param>
    /// <param name="width">The width in luma samples.</param>
    /// <param name="height">The height in luma samples.</param>
    /// <param name="planes">The address of the first luma sample; <see cref="SizeOf"/> bytes.</param>
    /// <param name="packed">The address of the packed frame, 3·width·height bytes; 0 if there is none.</param>
    /// <param name="packedLayout">The layout of the packed frame; null if there is none.</param>
    public FrameView(long number, long pts, int width, int height, nint planes, nint packed = 0, PixelLayout? packedLayout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfZero(planes);
        if (packed == 0 != packedLayout is null || packedLayout == PixelLayout.Yuv420)
            throw new ArgumentException(
                "packed and packedLayout must be given together, and packedLayout must be a packed layout.",
                nameof(packedLayout));

        (Number, Pts, Width, Height, PackedLayout) = (number, pts, width, height, packedLayout);
        var luma = (byte*)planes;
        var (chromaWidth, chromaHeight) = ChromaSize(width, height);
        Luma = new(luma, width * height);
        U = new(luma + Luma.Length, chromaWidth * chromaHeight);
        V = new(luma + Luma.Length + U.Length, chromaWidth * chromaHeight);
        Packed = packed == 0 ? default : new((void*)packed, 3 * width * height);
    }

    /// <summary>The number of the frame in presentation order, from 0.</summary>
    public long Number { get; }

    /// <summary>The presentation time stamp in the time base of the stream.</summary>
    public long Pts { get; }

    /// <summary>The width in luma samples.</summary>
    public int Width { get; }

    /// <summary>The height in luma samples.</summary>
    public int Height { get; }

    /// <summary>The luma plane (Y), <see cref="Height"/> rows of <see cref="Width"/> samples.</summary>
    public ReadOnlySpan<byte> Luma { get; }

    /// <summary>The blue-difference chroma plane (Cb), half the width and height of the luma plane, rounded up.</summary>
    public ReadOnlySpan<byte> U { get; }

    /// <summary>The red-difference chroma plane (Cr), half the width and height of the luma plane, rounded up.</summary>
    public ReadOnlySpan<byte> V { get; }

    /// <summary>The packed frame in <see cref="PackedLayout"/>; empty if there is none.</summary>
    public ReadOnlySpan<byte> Packed { get; }

    /// <summary>The layout of <see cref="Packed"/>; null if there is none.</summary>
    public PixelLayout? PackedLayout { get; }

    /// <summary>
    /// The size of a chroma plane: half the width and height of the luma plane, rounded up as in ffmpeg.
    /// </summary>
    public static (int Width, int Height) ChromaSize(int width, int height) => ((width + 1) / 2, (height + 1) / 2);

    /// <summary>The total size of the three planes in bytes.</summary>
    public static int SizeOf(int width, int height)
    {
        var (chromaWidth, chromaHeight) = ChromaSize(width, height);
        return checked((width * height) + (2 * chromaWidth * chromaHeight));
    }
}
