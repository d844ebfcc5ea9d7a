using System.Runtime.InteropServices;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding;

/// <summary>A decoded picture in one pixel layout, in native memory. Rows and planes have no padding.</summary>
internal sealed unsafe class Picture : IDisposable
{
    /// <summary>Allocates an uninitialized picture.</summary>
    public Picture(PixelLayout layout, int width, int height)
    {
        (Layout, Width, Height) = (layout, width, height);
        ByteCount = ComputeByteCount(layout, width, height);
        Data = (nint)NativeMemory.AlignedAlloc((nuint)ByteCount, 64);
    }

    /// <summary>The pixel layout.</summary>
    public PixelLayout Layout { get; }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>The size in bytes.</summary>
    public int ByteCount { get; }

    /// <summary>The address of the first byte, valid until the picture is disposed.</summary>
    public nint Data { get; private set; }

    /// <summary>The bytes of the picture.</summary>
    public Span<byte> Span => new((void*)Data, ByteCount);

    /// <summary>Computes the size of a picture in bytes.</summary>
    /// <exception cref="LimitExceededException">The picture has more bytes than an array can have.</exception>
    public static int ComputeByteCount(PixelLayout layout, int width, int height)
    {
        var pixels = (long)width * height;
        var bytes = layout == PixelLayout.Yuv420 ? pixels + 2L * ((width + 1) / 2) * ((height + 1) / 2) : 3 * pixels;
        return bytes is > 0 and <= int.MaxValue
            ? (int)bytes
            : throw new LimitExceededException(
                $"Frames of {width}×{height} pixels are too large. One frame must be smaller than 2 GiB.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree((void*)Data);
        Data = 0;
    }
}
