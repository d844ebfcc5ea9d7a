using System.Runtime.CompilerServices;
using VideoPipeline.Codecs;
using VideoPipeline.Containers;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Planning;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>
/// Decodes exactly the selected frames of a video with a frame table, in order, from the samples that they depend on. An instance
/// can be used once.
/// </summary>
/// <remarks>
/// The samples from the random access point to the last selected frame are prefetched, to find the disposable ones before
/// remuxing starts, because the header of the remuxed container lists its samples. Spans that are too large for memory are
/// remuxed while they are read, with all of their samples.
/// </remarks>
internal sealed class SelectedFrameDecoder(IVideoSource source, VideoIndex index, DecodeSettings settings)
{
    /// <summary>
    /// The maximum number of bytes prefetched for one decoder: some seconds of decoding, of which its start is a few percent.
    /// </summary>
    private const long MaxPrefetchBytes = 16 << 20;

    /// <summary>
    /// The number of consecutive frames from which skipping disposable samples no longer saves more than prefetching costs.
    /// </summary>
    private const int MinConsecutiveFrames = 1000;

    private readonly List<MissingFrames> _missing = [];
    private readonly RangeDecoder _rangeDecoder = new(source, index, settings);
    private readonly IRemuxer? _format = ContainerFormats.GetRemuxer(index);
    private readonly PersistentStateGuard? _guard =
        ContainerFormats.GetGuard(index) is { } guard ? new PersistentStateGuard(guard) : null;
    private (int Width, int Height)? _size;
    private long _samples;

    /// <summary>The number of samples passed to decoders.</summary>
    public long SamplesRead => _samples + _rangeDecoder.SamplesRead;

    /// <summary>The number of decoded frames, selected or not: one per sample passed to a decoder.</summary>
    public long FramesDecoded => SamplesRead;

    /// <summary>The missing frames and why they are missing; set at the end.</summary>
    public IReadOnlyList<MissingFrames> Missing => _missing;

    /// <summary>The persistent parameters of the checked samples (<see cref="PersistentState"/>); set at the end.</summary>
    public ulong? Parameters => _guard?.Parameters;

    /// <summary>Decodes the frames of <paramref name="selected"/>.</summary>
    /// <param name="selected">The selected frames.</param>
    /// <param name="skippedFrom">
    /// The frame from whose sample on skipped samples are checked for persistent state; null where they have already been
    /// checked.
    /// </param>
    /// <param name="cancellation">Cancels the operation and ends all ffmpeg processes.</param>
    /// <exception cref="UnsplittableVideoException">
    /// The decoded frames differ from the index, but ffmpeg reported no damage: the video must be decoded as a whole.
    /// </exception>
    /// <exception cref="VideoChangedException">The video changed after it was indexed.</exception>
    public async IAsyncEnumerable<NumberedFrame> DecodeAsync(
        FrameSet selected, long? skippedFrom, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var frames = index.Frames!;
        if (skippedFrom is { } first && _guard is not null) await CheckSkippedAsync(selected, frames, first, cancellation);
        if (selected.Ranges is [{ Count: >= MinConsecutiveFrames } row])
        {
            _rangeDecoder.Guard = _guard;
            await foreach (var frame in _rangeDecoder.DecodeAsync(row, cancellation)) yield return frame;
            _missing.AddRange(_rangeDecoder.Missing);
            yield break;
        }
        var format = _format!;
        var all = SelectionSpan.Compute(index.Samples, frames, selected, MaxPrefetchBytes);
        foreach (var spans in SelectionSpan.Group(all, MaxPrefetchBytes))
        {
            var input = new PrefetchingSource(source);
            var prefetched = new HashSet<int>();
            if (_guard is not null)
                await PrefetchAsync(input, prefetched, spans.SelectMany(span => RowsToCheck(span.Samples, _guard)), cancellation);
            var builder = new DecoderInputBuilder(input, index, format, _guard);
            var inputs = await builder.BuildAsync(spans, cancellation);
            // A span may have to start before the key sample of the container, and an input may include samples between spans.
            if (_guard is not null) await PrefetchAsync(input, prefetched, inputs.SelectMany(part => part.Rows), cancellation);
            foreach (var part in inputs)
            {
                if (_guard is not null && !source.IsLocal && part.Rows.All(prefetched.Contains))
                    foreach (var range in part.Ranges())
                        await CreateOrderCheck(_guard).CheckAsync(input, range, further: false, cancellation);
                var trimmed = part.Rows.All(prefetched.Contains) ? await builder.TrimAsync(part, frames, cancellation) : part;
                await foreach (var frame in DecodeAsync(trimmed, input, frames, format, cancellation)) yield return frame;
            }
        }
    }

    private async IAsyncEnumerable<NumberedFrame> DecodeAsync(
        DecoderInput part, PrefetchingSource input, FrameTable frames, IRemuxer format,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        _samples += part.Rows.Count;
        var timestamps = format.WritesTableTimestamps ? new SelectionTimestamps(index.Samples, frames, part) : null;
        var decoder = timestamps is null
            ? new RemuxedDecoder(input, index, format, _guard, settings)
            : new RemuxedDecoder(
                input, index with { Samples = timestamps.Samples }, format, _guard,
                settings with { SelectExpression = SelectionTimestamps.SelectExpression });
        long[] times = timestamps?.SelectedTimestamps
            ?? [.. part.Frames.Numbers.Select(frame => index.Samples.Pts[frames.Sample[frame]])];
        var numbers = new FrameNumbering(times, part.Frames);
        IReadOnlyList<SampleRange> ranges = timestamps is null ? part.Ranges() : [new SampleRange(0, part.Rows.Count)];
        await foreach (var frame in decoder.DecodeAsync(ranges, cancellation))
        {
            if (!numbers.IsExpected(frame.Pts)) continue;
            var number = numbers.FindNumber(frame.Pts)!.Value;
            CheckSize(frame.Pictures[0], number);
            yield return new NumberedFrame(number, frames.Pts[(int)number], frame);
        }
        _missing.AddRange(numbers.ReportMissing(decoder.Errors, source.DisplayName));
    }

    // Each part is decoded by a separate ffmpeg, which scales all frames to the size of its first frame.
    private void CheckSize(Picture picture, long number)
    {
        _size ??= (picture.Width, picture.Height);
        if (_size != (picture.Width, picture.Height))
            throw new UnsplittableVideoException(
                $"{source.DisplayName}: frame {number} has {picture.Width}×{picture.Height} pixels, " +
                $"but earlier frames have {_size.Value.Width}×{_size.Value.Height}.");
    }

    private async Task CheckSkippedAsync(FrameSet selected, FrameTable frames, long skippedFrom, CancellationToken cancellation)
    {
        var from = 0;
        if (skippedFrom > 0)
        {
            await frames.EnsureLoadedAsync(new FrameRange(skippedFrom - 1, skippedFrom), cancellation);
            from = frames.Sample[(int)skippedFrom - 1] + 1;
        }
        var decoded = SelectionSpan.Compute(index.Samples, frames, selected, MaxPrefetchBytes).Select(span => span.Samples)
            .ToList();
        await new SkippedSamples(source, index, _format!, _guard!).InspectAsync(from, decoded, cancellation);
        if (!source.IsLocal) return;
        var range = new SampleRange(from, decoded[^1].End);
        await CreateOrderCheck(_guard!).CheckAsync(source, range, further: true, cancellation);
    }

    private OutputOrderCheck CreateOrderCheck(ISampleGuard guard) => new(index, _format!, guard);

    private IEnumerable<int> RowsToCheck(SampleRange span, ISampleGuard guard) =>
        Enumerable.Range(span.Start, span.Count + (guard.NeedsNextSampleForOrder && span.End < index.Samples.Count ? 1 : 0));

    /// <summary>Prefetches samples that have not been prefetched, unless they have more bytes than allowed.</summary>
    private async Task PrefetchAsync(
        PrefetchingSource input, HashSet<int> prefetched, IEnumerable<int> rows, CancellationToken cancellation)
    {
        var missing = rows.Where(row => !prefetched.Contains(row)).Distinct().Order().ToArray();
        if (missing.Sum(row => (long)index.Samples.Size[row]) > MaxPrefetchBytes) return;
        var spans = ReadSpan.Create(missing, new ContiguousSamples(index.Samples));
        await input.PrefetchAsync(spans.Select(span => (span.Offset, checked((int)span.Length))), cancellation);
        prefetched.UnionWith(missing);
    }
}
