using VideoPipeline.Decoding.Nut;
using VideoPipeline.Decoding.Pipes;
using VideoPipeline.Decoding.Y4m;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding;

/// <summary>
/// Frames in <see cref="PixelLayout.Yuv420"/>: the planes as YUV4MPEG2, whose muxer writes them from the decoder's own memory,
/// without the copy into a packet that other muxers require; and the time stamps, which that format lacks, as NUT.
/// </summary>
/// <remarks>
/// The packets of the NUT stream are <c>wrapped_avframe</c>: they hold pointers, which mean nothing in another process and are
/// skipped. Of each frame, ffmpeg writes the time stamp first. It fits into the pipe, so that ffmpeg never waits for it to be
/// read, and the planes can be read before it.
/// </remarks>
/// <param name="folder">A folder for the pipes.</param>
/// <param name="stream">The stream specifier of the input.</param>
/// <param name="timeBase">The time base of the returned time stamps.</param>
internal sealed class PlanarOutput(string folder, string stream, TimeBase timeBase) : IFrameOutput
{
    private readonly PipeFromProcess _times = new(Path.Combine(folder, "times"));
    private readonly PipeFromProcess _planes = new(Path.Combine(folder, "frames"));

    /// <inheritdoc/>
    // A codec tag is required by NUT, and unknown for this codec.
    public IReadOnlyList<OutputFile> Files =>
    [
        new(_times.Path, $"-map {stream} -c:v wrapped_avframe -tag:v TIME -f nut"),
        new(_planes.Path, $"-map {stream} -pix_fmt yuv420p -f yuv4mpegpipe"),
    ];

    /// <inheritdoc/>
    public async IAsyncEnumerable<RawFrame> ReadAsync()
    {
        await new FrameThread();
        if (Y4mReader.TryOpen(_planes.Stream) is not { } planes) yield break;
        var times = new NutReader(_times.Stream);
        using var frame = new RawFrame([new Picture(PixelLayout.Yuv420, planes.Width, planes.Height)]);
        while (planes.ReadFrame(frame.Pictures[0].Span))
        {
            var header = times.ReadFrame() ?? throw new EndOfStreamException("A frame has no time stamp.");
            times.Skip(header.Size);
            frame.Pts = times.Streams[0].TimeBase.Rescale(header.Pts, timeBase);
            yield return frame;
        }
    }

    /// <inheritdoc/>
    public void CloseWriteEnds()
    {
        _times.CloseWriteEnd();
        _planes.CloseWriteEnd();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _times.Dispose();
        _planes.Dispose();
    }
}
