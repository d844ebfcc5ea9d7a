using VideoPipeline.Decoding.Nut;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding;

/// <summary>
/// Raw frames out of a NUT stream, through one buffer: memory does not grow with the length of the video, nor with the slowness
/// of who takes the frames. While a frame is being looked at, the next ones gather in the pipe.
/// </summary>
internal static class FrameReader
{
    /// <summary>All frames of <paramref name="stream"/>.</summary>
    /// <param name="stream">NUT with one raw video stream for each layout, in that order.</param>
    /// <param name="layouts">The layouts that were asked for.</param>
    /// <param name="timeBase">The unit in which the frames' time stamps are wanted.</param>
    /// <exception cref="InvalidDataException">It is not what was asked for.</exception>
    /// <exception cref="EndOfStreamException">It ends amid a frame.</exception>
    public static async IAsyncEnumerable<RawFrame> ReadAsync(Stream stream, IReadOnlyList<PixelLayout> layouts, TimeBase timeBase)
    {
        // What follows waits in reads, and so it leaves the thread pool; a consumer that waits for nothing itself comes along.
        await new DedicatedThread("frames");
        var reader = new NutReader(stream);
        RawFrame? frame = null;
        try
        {
            var picture = 0;
            while (reader.ReadFrame() is { } header)
            {
                // ffmpeg hands the decoded frame to each output in turn, so the streams come one after the other.
                if (header.Stream != picture)
                    throw new InvalidDataException($"A frame of stream {header.Stream} came where {picture} was due.");
                frame ??= Allocate(reader.Streams, layouts);
                var into = frame.Pictures[picture];
                if (header.Size != into.Bytes)
                    throw new InvalidDataException($"A frame has {header.Size} bytes, not the {into.Bytes} of {into.Width}×{into.Height}.");
                reader.ReadData(into.Span);
                frame.Pts = Rescale(header.Pts, reader.Streams[picture].TimeBase, timeBase);
                picture = (picture + 1) % layouts.Count;
                if (picture == 0) yield return frame;
            }
            if (picture != 0) throw new EndOfStreamException("The stream of frames ends amid a frame.");
        }
        finally
        {
            frame?.Dispose();
        }
    }

    private static RawFrame Allocate(IReadOnlyList<NutStreamHeader> streams, IReadOnlyList<PixelLayout> layouts) =>
        streams.Count == layouts.Count
            ? new RawFrame([.. layouts.Select((layout, i) => new Picture(layout, streams[i].Width, streams[i].Height))])
            : throw new InvalidDataException($"{streams.Count} streams, not {layouts.Count}.");

    // The muxer only ever refines the time base it is given, so this is exact.
    private static long Rescale(long pts, TimeBase from, TimeBase to) =>
        (long)((Int128)pts * from.Numerator * to.Denominator / ((Int128)from.Denominator * to.Numerator));
}
