using System.Buffers;
using VideoPipeline.Containers.Codecs;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Containers.MpegTs.Streams;
using VideoPipeline.Indexing;
using VideoPipeline.Sources;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>Slices of a transport stream, as MP4: its tables state each frame's time and how far frames are reordered.</summary>
/// <remarks>
/// A transport stream that begins in the middle would leave ffmpeg to guess both: it unwraps time stamps around the first that it
/// sees, and learns the reordering by decoding the beginning twice.
/// </remarks>
public sealed class TsSlice : ISliceFormat
{
    private TsSlice()
    {
    }

    /// <summary>The format.</summary>
    public static ISliceFormat Format { get; } = new TsSlice();

    /// <inheritdoc/>
    public string InputArguments => Mp4Slice.Format.InputArguments;

    /// <inheritdoc/>
    /// <remarks>None: every sample was looked at when the video was indexed.</remarks>
    public ISampleGuard? Guard(VideoIndex index) => null;

    /// <inheritdoc/>
    public async ValueTask<byte[]> ReadHeadAsync(IVideoSource source, VideoIndex index, int row, CancellationToken cancellation)
    {
        var packets = Packets(source, index);
        var bytes = new byte[packets.HeadLength(row, SampleGuard.HeadBytes)];
        await source.ReadExactlyAsync(packets.Start(row), bytes, cancellation);
        var sample = packets.Sample(bytes);
        return sample[..Math.Min(sample.Length, SampleGuard.HeadBytes)].ToArray();
    }

    /// <inheritdoc/>
    public async Task WriteAsync(
        IVideoSource source, VideoIndex index, IReadOnlyList<SampleRange> ranges, Stream output, ISampleGuard? guard,
        CancellationToken cancellation)
    {
        var packets = Packets(source, index);
        var rows = new SampleCopy(source, index.Samples, guard).Rows(ranges);
        await output.WriteAsync(SliceHeader.Write(index.Mp4!, index.Samples, rows), cancellation);
        await using var spans = new SpansAhead(source, SampleSpan.Of(rows, packets.Start, packets.End), cancellation);
        while (await spans.NextAsync() is (var span, var input))
        {
            await using (input)
            {
                var position = span.Offset;
                foreach (var row in rows[span.First..span.End])
                {
                    await WriteSampleAsync(source, index.Samples, packets, input, position, row, output, guard, cancellation);
                    position = packets.End(row);
                }
            }
        }
        await output.FlushAsync(cancellation);
    }

    private static async Task WriteSampleAsync(
        IVideoSource source, SampleTable samples, TsSamplePackets packets, Stream input, long position, int row, Stream output,
        ISampleGuard? guard, CancellationToken cancellation)
    {
        var gap = (int)(packets.Start(row) - position);
        var length = (int)(packets.End(row) - position);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await SampleCopy.ReadAsync(source, input, buffer.AsMemory(0, length), position, cancellation);
            var sample = packets.Sample(buffer.AsSpan(gap, length - gap));
            Check(source, samples, row, sample.Span, guard);
            await output.WriteAsync(sample, cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static TsSamplePackets Packets(IVideoSource source, VideoIndex index) => index is { Mp4: not null, Ts: { } track }
        ? new TsSamplePackets(index.Samples, track)
        : throw new InvalidInputException($"{source.Uri} cannot be sliced: {index.WholeBecause ?? "it is no transport stream"}. Decode it as a whole.");

    private static void Check(IVideoSource source, SampleTable samples, int row, ReadOnlySpan<byte> sample, ISampleGuard? guard)
    {
        var objection = sample.Length != samples.Size[row] ? "it is not what was indexed" : guard?.Objection(sample);
        if (objection is not null)
            throw new UncuttableVideoException(
                $"{source.Uri}, sample {row} at byte {samples.Offset[row]}: {objection}. It must be decoded as a whole.");
    }
}
