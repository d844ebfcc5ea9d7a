using System.Runtime.InteropServices;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding;

/// <summary>One decoded picture in one layout, in native memory; rows and planes follow each other without gaps.</summary>
public sealed unsafe class Picture : IDisposable
{
    /// <summary>An uninitialised picture.</summary>
    public Picture(PixelLayout layout, int width, int height)
    {
        (Layout, Width, Height) = (layout, width, height);
        Bytes = BytesOf(layout, width, height);
        Data = (nint)NativeMemory.AlignedAlloc((nuint)Bytes, 64);
    }

    /// <summary>The layout of the samples.</summary>
    public PixelLayout Layout { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Size in memory.</summary>
    public int Bytes { get; }

    /// <summary>The first byte; valid until the picture is disposed.</summary>
    public nint Data { get; private set; }

    /// <summary>The samples as bytes.</summary>
    public Span<byte> Span => new((void*)Data, Bytes);

    /// <summary>Bytes that a picture takes.</summary>
    /// <exception cref="LimitExceededException">More than an array can hold.</exception>
    public static int BytesOf(PixelLayout layout, int width, int height)
    {
        var pixels = (long)width * height;
        var bytes = layout == PixelLayout.Yuv420 ? pixels + 2L * ((width + 1) / 2) * ((height + 1) / 2) : 3 * pixels;
        return bytes is > 0 and <= int.MaxValue
            ? (int)bytes
            : throw new LimitExceededException($"Frames of {width}×{height} pixels are too large: one must fit into 2 GiB.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree((void*)Data);
        Data = 0;
    }
}

/// <summary>One decoded frame. It and its pictures are reused: they are valid only until the next frame is asked for.</summary>
public sealed class RawFrame : IDisposable
{
    internal RawFrame(Picture[] pictures) => Pictures = pictures;

    /// <summary>Presentation time stamp, in the time base that was asked for.</summary>
    public long Pts { get; internal set; }

    /// <summary>The frame in each layout that was asked for, in that order.</summary>
    public IReadOnlyList<Picture> Pictures { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var picture in Pictures) picture.Dispose();
    }
}
