using VideoPipeline.Decoding.Nut;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding;

/// <summary>
/// Reads raw frames from a NUT stream into one reused buffer, so that memory use depends neither on the length of the video nor
/// on the speed of the consumer. While the consumer processes a frame, the next ones wait in the pipe.
/// </summary>
internal static class FrameReader
{
    /// <summary>Reads all frames of <paramref name="stream"/>.</summary>
    /// <param name="stream">A NUT stream with one raw video stream per layout, in that order.</param>
    /// <param name="layouts">The expected layouts.</param>
    /// <param name="timeBase">The time base of the returned time stamps.</param>
    /// <exception cref="InvalidDataException">The stream is malformed, or does not have the expected layouts.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within a frame.</exception>
    public static async IAsyncEnumerable<RawFrame> ReadAsync(Stream stream, IReadOnlyList<PixelLayout> layouts, TimeBase timeBase)
    {
        // Reads block, so they must not run on the thread pool. A consumer that awaits nothing runs on the same thread.
        await new DedicatedThread("frames");
        var reader = new NutReader(stream);
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
                frame ??= Allocate(reader.Streams, layouts);
                var target = frame.Pictures[picture];
                if (header.Size != target.ByteCount)
                    throw new InvalidDataException(
                        $"A frame has {header.Size} bytes, but {target.Width}×{target.Height} pixels need {target.ByteCount}.");
                reader.ReadData(target.Span);
                frame.Pts = Rescale(header.Pts, reader.Streams[picture].TimeBase, timeBase);
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

    private static RawFrame Allocate(IReadOnlyList<NutStreamHeader> streams, IReadOnlyList<PixelLayout> layouts) =>
        streams.Count == layouts.Count
            ? new RawFrame([.. layouts.Select((layout, i) => new Picture(layout, streams[i].Width, streams[i].Height))])
            : throw new InvalidDataException($"The NUT stream has {streams.Count} video streams, not {layouts.Count}.");

    // The NUT muxer only refines the given time base, so the result is exact.
    private static long Rescale(long pts, TimeBase from, TimeBase to) =>
        (long)((Int128)pts * from.Numerator * to.Denominator / ((Int128)from.Denominator * to.Numerator));
}
