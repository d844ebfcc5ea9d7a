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
/// Decodes picked frames of a video whose frames are known, exactly those, in order, from the samples that they depend on. For one
/// use.
/// </summary>
/// <remarks>
/// The samples from where decoding can begin up to the last picked frame are read ahead, so that those that nothing depends on are
/// known before a slice, whose header lists its samples, is begun. What does not fit into memory is passed on as it is read, with
/// everything in it.
/// </remarks>
public sealed class SelectedFrameDecoder(IVideoSource source, VideoIndex index, DecodeSettings settings)
{
    /// <summary>Bytes of samples read ahead for one slice: some seconds of decoding, of which a start is a few per cent.</summary>
    private const long MostBytes = 16 << 20;

    /// <summary>From here on, what may be left out before the first frame does not pay for reading ahead.</summary>
    private const int ManyInARow = 1000;

    private readonly List<MissingFrames> _missing = [];
    private readonly RangeDecoder _inARow = new(source, index, settings);
    private readonly IRemuxer? _format = ContainerFormats.RemuxerOf(index);
    private readonly PersistentStateGuard? _watch = ContainerFormats.GuardOf(index) is { } guard ? new PersistentStateGuard(guard) : null;
    private (int Width, int Height)? _size;
    private long _samples;

    /// <summary>Samples given to decoders.</summary>
    public long SamplesRead => _samples + _inARow.SamplesRead;

    /// <summary>Frames decoded, picked or not: each sample given to a decoder is one.</summary>
    public long FramesDecoded => SamplesRead;

    /// <summary>Frames that should have come and did not, and why; known at the end.</summary>
    public IReadOnlyList<MissingFrames> Missing => _missing;

    /// <summary>What the samples that were looked at have stated (<see cref="PersistentState"/>); known at the end.</summary>
    public ulong? Parameters => _watch?.Parameters;

    /// <summary>The frames of <paramref name="picked"/>.</summary>
    /// <param name="picked">The frames.</param>
    /// <param name="unpickedFrom">
    /// The frame from whose sample on samples that are not decoded are looked at, for what they leave behind; null where that is known.
    /// </param>
    /// <param name="cancellation">Gives up; nothing is left running.</param>
    /// <exception cref="UnsplittableVideoException">
    /// The video does not decode to what the index promised, and no damage explains it: decode it as a whole.
    /// </exception>
    /// <exception cref="VideoChangedException">The video is not the one that was indexed.</exception>
    public async IAsyncEnumerable<NumberedFrame> DecodeAsync(
        FrameSet picked, long? unpickedFrom, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var frames = index.Frames!;
        if (unpickedFrom is { } first && _watch is not null) await LookAsync(picked, frames, first, cancellation);
        if (picked.Ranges is [{ Count: >= ManyInARow } row])
        {
            _inARow.Guard = _watch;
            await foreach (var frame in _inARow.DecodeAsync(row, cancellation)) yield return frame;
            _missing.AddRange(_inARow.Missing);
            yield break;
        }
        var format = _format!;
        foreach (var spans in SelectionSpan.Group(SelectionSpan.Of(index.Samples, frames, picked, MostBytes), MostBytes))
        {
            var input = new PrefetchingSource(source);
            var ahead = new HashSet<int>();
            if (_watch is not null)
                await ReadAheadAsync(input, ahead, spans.SelectMany(span => LookedAt(span.Samples, _watch)), cancellation);
            var cutter = new DecoderInputBuilder(input, index, format, _watch);
            var slices = await cutter.BuildAsync(spans, cancellation);
            // A span may have to begin earlier than its container says, and slices go through what lies between spans.
            if (_watch is not null) await ReadAheadAsync(input, ahead, slices.SelectMany(slice => slice.Rows), cancellation);
            foreach (var slice in slices)
            {
                if (_watch is not null && !source.IsLocal && slice.Rows.All(ahead.Contains))
                    foreach (var range in slice.Ranges()) await Order(_watch).CheckAsync(input, range, further: false, cancellation);
                var thin = slice.Rows.All(ahead.Contains) ? await cutter.TrimAsync(slice, frames, cancellation) : slice;
                await foreach (var frame in DecodeAsync(thin, input, frames, format, cancellation)) yield return frame;
            }
        }
    }

    private async IAsyncEnumerable<NumberedFrame> DecodeAsync(
        DecoderInput slice, PrefetchingSource input, FrameTable frames, IRemuxer format, [EnumeratorCancellation] CancellationToken cancellation)
    {
        _samples += slice.Rows.Count;
        var labels = format.WritesTableTimestamps ? new SelectionTimestamps(index.Samples, frames, slice) : null;
        var decoder = labels is null
            ? new RemuxedDecoder(input, index, format, _watch, settings)
            : new RemuxedDecoder(input, index with { Samples = labels.Samples }, format, _watch, settings with { Select = SelectionTimestamps.Select });
        var numbers = new FrameNumbering(labels?.Times ?? [.. slice.Frames.Numbers.Select(frame => index.Samples.Pts[frames.Sample[frame]])], slice.Frames);
        await foreach (var frame in decoder.DecodeAsync(labels is null ? slice.Ranges() : [new SampleRange(0, slice.Rows.Count)], cancellation))
        {
            if (!numbers.IsDue(frame.Pts)) continue;
            var number = numbers.Number(frame.Pts)!.Value;
            CheckSize(frame.Pictures[0], number);
            yield return new NumberedFrame(number, frames.Pts[(int)number], frame);
        }
        _missing.AddRange(numbers.ReportMissing(decoder.Errors, source.Uri));
    }

    // Each slice has an ffmpeg of its own, which scales to the size of its first frame.
    private void CheckSize(Picture picture, long number)
    {
        _size ??= (picture.Width, picture.Height);
        if (_size != (picture.Width, picture.Height))
            throw new UnsplittableVideoException(
                $"{SourceAddress.ForDisplay(source.Uri)}: frame {number} has {picture.Width}×{picture.Height} pixels, where frames before it have {_size.Value.Width}×{_size.Value.Height}.");
    }

    private async Task LookAsync(FrameSet picked, FrameTable frames, long unpickedFrom, CancellationToken cancellation)
    {
        var from = 0;
        if (unpickedFrom > 0)
        {
            await frames.EnsureLoadedAsync(new FrameRange(unpickedFrom - 1, unpickedFrom), cancellation);
            from = frames.Sample[(int)unpickedFrom - 1] + 1;
        }
        var decoded = SelectionSpan.Of(index.Samples, frames, picked, MostBytes).Select(span => span.Samples).ToList();
        await new SkippedSamples(source, index, _format!, _watch!).InspectAsync(from, decoded, cancellation);
        if (source.IsLocal) await Order(_watch!).CheckAsync(source, new SampleRange(from, decoded[^1].End), further: true, cancellation);
    }

    private OutputOrderCheck Order(ISampleGuard guard) => new(index, _format!, guard);

    private IEnumerable<int> LookedAt(SampleRange span, ISampleGuard guard) =>
        Enumerable.Range(span.Start, span.Count + (guard.NeedsNextSampleForOrder && span.End < index.Samples.Count ? 1 : 0));

    /// <summary>Reads samples ahead that have not been, unless they would take more memory than is allowed.</summary>
    private async Task ReadAheadAsync(PrefetchingSource input, HashSet<int> ahead, IEnumerable<int> rows, CancellationToken cancellation)
    {
        var wanted = rows.Where(row => !ahead.Contains(row)).Distinct().Order().ToArray();
        if (wanted.Sum(row => (long)index.Samples.Size[row]) > MostBytes) return;
        var stretches = ReadSpan.Of(wanted, new ContiguousSamples(index.Samples)).Select(span => (span.Offset, checked((int)span.Length)));
        await input.PrefetchAsync(stretches, cancellation);
        ahead.UnionWith(wanted);
    }
}
