using System.Buffers;
using VideoPipeline.Codecs;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>Reads ranges of samples from a source, in decode order, and checks each with a guard.</summary>
/// <param name="source">The video.</param>
/// <param name="samples">Its sample table.</param>
/// <param name="layout">The byte range of each sample.</param>
/// <param name="guard">Checks each sample; null to skip the checks.</param>
internal sealed class SampleReader(IVideoSource source, SampleTable samples, ISampleLayout layout, ISampleGuard? guard)
{
    /// <summary>Creates a reader of samples that are stored contiguously.</summary>
    public SampleReader(IVideoSource source, SampleTable samples, ISampleGuard? guard)
        : this(source, samples, new ContiguousSamples(samples), guard)
    {
    }

    /// <summary>Expands <paramref name="ranges"/> to a list of rows.</summary>
    /// <exception cref="InvalidInputException">The ranges are not ascending rows of the table, or there is none.</exception>
    public int[] ExpandRanges(IReadOnlyList<SampleRange> ranges)
    {
        var next = 0;
        foreach (var range in ranges)
        {
            if (range.Start < next || range.End <= range.Start || range.End > samples.Count)
                throw new InvalidInputException(
                    $"The sample range {range.Start}:{range.End} is invalid: it must start at {next} or later, not be empty, " +
                    $"and end at {samples.Count} or earlier. Give ascending ranges that do not overlap.");
            next = range.End;
        }
        return ranges.Count > 0
            ? ranges.SelectMany(range => Enumerable.Range(range.Start, range.Count)).ToArray()
            : throw new InvalidInputException("The list of sample ranges is empty. Give at least one range.");
    }

    /// <summary>
    /// Calls <paramref name="write"/> for each sample. Sends one request for each <see cref="ReadSpan"/>, several at the same
    /// time.
    /// </summary>
    /// <param name="rows">Rows of the table, ascending.</param>
    /// <param name="write">Receives the row and the sample, which is valid only until the returned task completes.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="UnsplittableVideoException">The guard rejects a sample.</exception>
    /// <exception cref="SourceUnavailableException">The source ended early.</exception>
    public async Task ReadAsync(int[] rows, Func<int, ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancellation)
    {
        await using var spans = new SpanPrefetcher(source, ReadSpan.Create(rows, layout), cancellation);
        while (await spans.NextAsync() is (var span, var bytes))
        {
            await using (bytes) await ReadAsync(rows, span, bytes, write, cancellation);
        }
    }

    private async Task ReadAsync(
        int[] rows, ReadSpan span, Stream input, Func<int, ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancellation)
    {
        var position = span.Offset;
        for (var i = span.First; i < span.End; i++)
        {
            var gap = (int)(layout.GetStart(rows[i]) - position);
            var length = (int)(layout.GetEnd(rows[i]) - position);
            var buffer = ArrayPool<byte>.Shared.Rent(length);
            try
            {
                await ReadAsync(input, buffer.AsMemory(0, length), position, cancellation);
                var sample = layout.ExtractSample(buffer.AsMemory(gap, length - gap));
                if (FindUnsplittableReason(rows[i], sample.Span) is { } reason)
                    throw UnsplittableSample.CreateException(source, samples, rows[i], reason);
                await write(rows[i], sample);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
            position += length;
        }
    }

    // If the first sample is not a random access point, the decoder drops frames that the index contains.
    private string? FindUnsplittableReason(int row, ReadOnlySpan<byte> sample) =>
        sample.Length != samples.Size[row] ? $"it has {sample.Length} bytes instead of the indexed {samples.Size[row]}"
        : guard is null ? null
        : row == 0 && !guard.IsRandomAccessPoint(sample) ? "the video does not start with a random access point"
        : guard.FindUnsplittableReason(sample);

    private async ValueTask ReadAsync(Stream input, Memory<byte> buffer, long position, CancellationToken cancellation)
    {
        var read = await input.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        if (read < buffer.Length)
            throw new SourceUnavailableException(
                $"Reading {source.DisplayName} ended at byte {position + read}, " +
                $"but {buffer.Length - read} more bytes were expected. " +
                "Try again.");
    }
}
