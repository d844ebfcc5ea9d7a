using System.Buffers;
using VideoPipeline.Containers.Codecs;
using VideoPipeline.Indexing;
using VideoPipeline.Sources;

namespace VideoPipeline.Containers.Mp4;

/// <summary>Slices as an MP4 of their own, streamable.</summary>
public sealed class Mp4Slice : ISliceFormat
{
    private Mp4Slice()
    {
    }

    /// <summary>The format.</summary>
    public static ISliceFormat Format { get; } = new Mp4Slice();

    /// <inheritdoc/>
    /// <remarks>
    /// Without the flag ffmpeg's H.264 decoder, begun at a key frame that is no IDR picture, withholds frames at the end of a short
    /// slice, although they are whole. With it, it also gives the pictures that lead the first key frame, which are not: they are
    /// told by their time stamps, before those that the slice is for.
    /// </remarks>
    public string InputArguments => "-f mov -flags +output_corrupt";

    /// <inheritdoc/>
    public bool TakesTimesFromTable => true;

    /// <inheritdoc/>
    public ISampleGuard? Guard(VideoIndex index) => SampleGuard.For(index);

    /// <inheritdoc/>
    public async ValueTask<byte[]> ReadHeadAsync(IVideoSource source, VideoIndex index, int row, CancellationToken cancellation)
    {
        var head = new byte[Math.Min(index.Samples.Size[row], SampleGuard.HeadBytes)];
        await source.ReadExactlyAsync(index.Samples.Offset[row], head, cancellation);
        return head;
    }

    /// <inheritdoc/>
    public async Task WriteAsync(
        IVideoSource source, VideoIndex index, IReadOnlyList<SampleRange> ranges, Stream output, ISampleGuard? guard,
        CancellationToken cancellation)
    {
        var track = index.Mp4 ?? throw new InvalidInputException(
            $"{source.Uri} cannot be sliced: {index.WholeBecause ?? "it is no MP4"}. Decode it as a whole.");
        var rows = Rows(index.Samples, ranges);
        await output.WriteAsync(SliceHeader.Write(track, index.Samples, rows), cancellation);
        foreach (var span in SampleSpan.Of(index.Samples, rows))
            await WriteSpanAsync(source, index.Samples, rows, span, output, guard, cancellation);
        await output.FlushAsync(cancellation);
    }

    private static int[] Rows(SampleTable samples, IReadOnlyList<SampleRange> ranges)
    {
        var next = 0;
        foreach (var range in ranges)
        {
            if (range.Start < next || range.End <= range.Start || range.End > samples.Count)
                throw new InvalidInputException(
                    $"Samples {range.Start} up to {range.End} are no range of the video's {samples.Count} samples after sample {next}. " +
                    "Give ranges in ascending order that do not overlap.");
            next = range.End;
        }
        return ranges.Count > 0
            ? ranges.SelectMany(range => Enumerable.Range(range.Start, range.Count)).ToArray()
            : throw new InvalidInputException("A slice of no samples was asked for. Give at least one range.");
    }

    private static async Task WriteSpanAsync(
        IVideoSource source, SampleTable samples, int[] rows, SampleSpan span, Stream output, ISampleGuard? guard,
        CancellationToken cancellation)
    {
        await using var input = await source.OpenAsync(span.Offset, span.Length, cancellation);
        var position = span.Offset;
        for (var i = span.First; i < span.End; i++)
        {
            var gap = (int)(samples.Offset[rows[i]] - position);
            var size = samples.Size[rows[i]];
            var buffer = ArrayPool<byte>.Shared.Rent(gap + size);
            try
            {
                await ReadAsync(source, input, buffer.AsMemory(0, gap + size), position, cancellation);
                if (Objection(guard, rows[i], buffer.AsSpan(gap, size)) is { } objection)
                    throw new UncuttableVideoException(
                        $"{source.Uri}, sample {rows[i]} at byte {samples.Offset[rows[i]]}: {objection}. It must be decoded as a whole.");
                await output.WriteAsync(buffer.AsMemory(gap, size), cancellation);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
            position += gap + size;
        }
    }

    // A decoder that begins amid dependent pictures leaves out frames that the boxes promise.
    private static string? Objection(ISampleGuard? guard, int row, ReadOnlySpan<byte> sample) =>
        guard is null ? null
        : row == 0 && !guard.StartsClean(sample) ? "the video begins with a picture that needs others"
        : guard.Objection(sample);

    private static async ValueTask ReadAsync(
        IVideoSource source, Stream input, Memory<byte> buffer, long position, CancellationToken cancellation)
    {
        var read = await input.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        if (read < buffer.Length)
            throw new SourceUnavailableException(
                $"{source.Uri} broke off at byte {position + read}, where {buffer.Length - read} more bytes were promised. Try again.");
    }
}
