using System.Buffers;
using VideoPipeline.Codecs;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>Fetches samples for a slice, in decode order, and has a guard look at each.</summary>
/// <param name="source">The video.</param>
/// <param name="samples">Where its samples lie.</param>
/// <param name="layout">How they come out of the file.</param>
/// <param name="guard">Null to take the samples unseen.</param>
internal sealed class SampleReader(IVideoSource source, SampleTable samples, ISampleLayout layout, ISampleGuard? guard)
{
    /// <summary>Of samples that lie in one piece.</summary>
    public SampleReader(IVideoSource source, SampleTable samples, ISampleGuard? guard)
        : this(source, samples, new ContiguousSamples(samples), guard)
    {
    }

    /// <summary>The rows of <paramref name="ranges"/>, one after the other.</summary>
    /// <exception cref="InvalidInputException">They are not rows of the table in ascending order.</exception>
    public int[] Rows(IReadOnlyList<SampleRange> ranges)
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

    /// <summary>Hands each sample to <paramref name="take"/>; one request for each <see cref="ReadSpan"/>, a few at once.</summary>
    /// <param name="rows">Ascending rows of the table.</param>
    /// <param name="take">Given the row and its bytes, which are only valid until it has ended.</param>
    /// <param name="cancellation">Stops it between two samples.</param>
    /// <exception cref="UnsplittableVideoException">The guard objects to a sample.</exception>
    /// <exception cref="SourceUnavailableException">The source broke off.</exception>
    public async Task ReadAsync(int[] rows, Func<int, ReadOnlyMemory<byte>, ValueTask> take, CancellationToken cancellation)
    {
        await using var spans = new SpanPrefetcher(source, ReadSpan.Of(rows, layout), cancellation);
        while (await spans.NextAsync() is (var span, var bytes))
        {
            await using (bytes) await ReadAsync(rows, span, bytes, take, cancellation);
        }
    }

    private async Task ReadAsync(
        int[] rows, ReadSpan span, Stream input, Func<int, ReadOnlyMemory<byte>, ValueTask> take, CancellationToken cancellation)
    {
        var position = span.Offset;
        for (var i = span.First; i < span.End; i++)
        {
            var gap = (int)(layout.Start(rows[i]) - position);
            var length = (int)(layout.End(rows[i]) - position);
            var buffer = ArrayPool<byte>.Shared.Rent(length);
            try
            {
                await ReadAsync(input, buffer.AsMemory(0, length), position, cancellation);
                var sample = layout.Sample(buffer.AsMemory(gap, length - gap));
                if (Objection(rows[i], sample.Span) is { } objection)
                    throw UnsplittableSample.Of(source, samples, rows[i], objection);
                await take(rows[i], sample);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
            position += length;
        }
    }

    // A decoder that begins amid dependent pictures leaves out frames that the index promises.
    private string? Objection(int row, ReadOnlySpan<byte> sample) =>
        sample.Length != samples.Size[row] ? "it is not what was indexed"
        : guard is null ? null
        : row == 0 && !guard.IsRandomAccessPoint(sample) ? "the video begins with a picture that needs others"
        : guard.FindUnsplittableReason(sample);

    private async ValueTask ReadAsync(Stream input, Memory<byte> buffer, long position, CancellationToken cancellation)
    {
        var read = await input.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        if (read < buffer.Length)
            throw new SourceUnavailableException(
                $"{source.Uri} broke off at byte {position + read}, where {buffer.Length - read} more bytes were promised. Try again.");
    }
}
