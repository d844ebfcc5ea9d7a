using VideoPipeline.Decoding.Nut;
using VideoPipeline.Decoding.Pipes;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding;

/// <summary>
/// Frames in any layouts, in one NUT file with a raw video stream for each. ffmpeg copies each frame into a packet before it
/// writes it.
/// </summary>
/// <param name="folder">A folder for the pipe.</param>
/// <param name="stream">The stream specifier of the input.</param>
/// <param name="layouts">The layouts, in the order of the streams.</param>
/// <param name="timeBase">The time base of the returned time stamps.</param>
internal sealed class PackedOutput(string folder, string stream, IReadOnlyList<PixelLayout> layouts, TimeBase timeBase)
    : IFrameOutput
{
    private readonly PipeFromProcess _pipe = new(Path.Combine(folder, "frames"));

    /// <inheritdoc/>
    public IReadOnlyList<OutputFile> Files => [new(_pipe.Path, $"{Maps} -c:v rawvideo -f nut")];

    private string Maps =>
        string.Join(' ', layouts.Select((layout, i) => $"-map {stream} -pix_fmt:v:{i} {FfmpegName(layout)}"));

    /// <inheritdoc/>
    public async IAsyncEnumerable<RawFrame> ReadAsync()
    {
        await new FrameThread();
        var reader = new NutReader(_pipe.Stream);
        RawFrame? frame = null;
        try
        {
            var picture = 0;
            while (reader.ReadFrame() is { } header)
            {
                // ffmpeg passes each decoded frame to its outputs in turn, so the streams alternate.
                if (header.Stream != picture)
                    throw new InvalidDataException(
                        $"The next frame is of NUT stream {header.Stream}; stream {picture} was expected.");
                frame ??= Allocate(reader.Streams);
                var target = frame.Pictures[picture];
                if (header.Size != target.ByteCount)
                    throw new InvalidDataException(
                        $"A frame has {header.Size} bytes, but {target.Width}×{target.Height} pixels need {target.ByteCount}.");
                reader.ReadData(target.Span);
                frame.Pts = reader.Streams[picture].TimeBase.Rescale(header.Pts, timeBase);
                picture = (picture + 1) % layouts.Count;
                if (picture == 0) yield return frame;
            }
            if (picture != 0) throw new EndOfStreamException("The NUT stream ends within a frame.");
        }
        finally
        {
            frame?.Dispose();
        }
    }

    /// <inheritdoc/>
    public void CloseWriteEnds() => _pipe.CloseWriteEnd();

    /// <inheritdoc/>
    public void Dispose() => _pipe.Dispose();

    private RawFrame Allocate(IReadOnlyList<NutStreamHeader> streams) => streams.Count == layouts.Count
        ? new RawFrame([.. layouts.Select((layout, i) => new Picture(layout, streams[i].Width, streams[i].Height))])
        : throw new InvalidDataException($"The NUT stream has {streams.Count} video streams, not {layouts.Count}.");

    private static string FfmpegName(PixelLayout layout) => layout switch
    {
        PixelLayout.Yuv420 => "yuv420p",
        PixelLayout.Rgb24 => "rgb24",
        PixelLayout.Bgr24 => "bgr24",
        _ => throw new ArgumentOutOfRangeException(nameof(layout)),
    };
}
