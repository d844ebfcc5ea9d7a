using System.Runtime.CompilerServices;
using System.Threading.Channels;
using VideoPipeline.Decoding.Nut;

namespace VideoPipeline.Decoding;

/// <summary>
/// Raw frames out of a NUT stream, read ahead on a thread of its own into a few buffers that go round: memory does not grow
/// with the length of the video, nor with the slowness of who takes the frames.
/// </summary>
internal static class FrameReader
{
    /// <summary>One frame is being filled, one waits, one is being looked at.</summary>
    private const int Buffers = 3;

    /// <summary>All frames of <paramref name="stream"/>.</summary>
    /// <param name="stream">NUT with one raw video stream for each layout, in that order.</param>
    /// <param name="layouts">The layouts that were asked for.</param>
    /// <param name="timeBase">The unit in which the frames' time stamps are wanted.</param>
    /// <param name="cancellation">Ends the reading; the stream must be closed as well to end a wait for data.</param>
    public static async IAsyncEnumerable<RawFrame> ReadAsync(
        Stream stream, IReadOnlyList<PixelLayout> layouts, TimeBase timeBase,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var free = Channel.CreateBounded<RawFrame>(Buffers);
        var full = Channel.CreateBounded<RawFrame>(Buffers);
        var all = new List<RawFrame>(Buffers);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = Task.Factory.StartNew(
            () => Fill(stream, layouts, timeBase, free, full.Writer, all, stop.Token),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await foreach (var frame in full.Reader.ReadAllAsync(cancellation))
            {
                yield return frame;
                free.Writer.TryWrite(frame);
            }
        }
        finally
        {
            await stop.CancelAsync();
            stream.Dispose();
            await reading;
            foreach (var frame in all) frame.Dispose();
        }
    }

    private static void Fill(
        Stream stream, IReadOnlyList<PixelLayout> layouts, TimeBase timeBase, Channel<RawFrame> free,
        ChannelWriter<RawFrame> full, List<RawFrame> all, CancellationToken stop)
    {
        try
        {
            var reader = new NutReader(stream);
            RawFrame? frame = null;
            var picture = 0;
            while (reader.ReadFrame() is { } header)
            {
                // ffmpeg hands the decoded frame to each output in turn, so the streams come one after the other.
                if (header.Stream != picture)
                    throw new InvalidDataException($"A frame of stream {header.Stream} came where {picture} was due.");
                if (picture == 0) frame = Take(reader.Streams, layouts, free, all, stop);
                var into = frame!.Pictures[picture];
                if (header.Size != into.Bytes)
                    throw new InvalidDataException($"A frame has {header.Size} bytes, not the {into.Bytes} of {into.Width}×{into.Height}.");
                reader.ReadData(into.Span);
                frame.Pts = Rescale(header.Pts, reader.Streams[picture].TimeBase, timeBase);
                if (++picture < layouts.Count) continue;
                picture = 0;
                full.WriteAsync(frame, stop).AsTask().GetAwaiter().GetResult();
            }
            full.Complete();
        }
        catch (Exception failure)
        {
            full.Complete(failure);
        }
    }

    private static RawFrame Take(
        IReadOnlyList<NutStreamHeader> streams, IReadOnlyList<PixelLayout> layouts, Channel<RawFrame> free,
        List<RawFrame> all, CancellationToken stop)
    {
        if (all.Count == Buffers) return free.Reader.ReadAsync(stop).AsTask().GetAwaiter().GetResult();
        if (streams.Count != layouts.Count) throw new InvalidDataException($"{streams.Count} streams, not {layouts.Count}.");
        all.Add(new RawFrame([.. layouts.Select((layout, i) => new Picture(layout, streams[i].Width, streams[i].Height))]));
        return all[^1];
    }

    // The muxer only ever refines the time base it is given, so this is exact.
    private static long Rescale(long pts, TimeBase from, TimeBase to) =>
        (long)((Int128)pts * from.Numerator * to.Denominator / ((Int128)from.Denominator * to.Numerator));
}
