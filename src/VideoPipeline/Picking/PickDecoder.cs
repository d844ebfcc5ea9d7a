using System.Runtime.CompilerServices;
using VideoPipeline.Containers;
using VideoPipeline.Containers.Codecs;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Decoding;
using VideoPipeline.Indexing;
using VideoPipeline.Planning;
using VideoPipeline.Sources;

namespace VideoPipeline.Picking;

/// <summary>
/// Decodes picked frames of a video whose frames are known, exactly those, in order, from the samples that they depend on. For one
/// use.
/// </summary>
/// <remarks>
/// The samples from where decoding can begin up to the last picked frame are read ahead, so that those that nothing depends on are
/// known before a slice, whose header lists its samples, is begun. What does not fit into memory is passed on as it is read, with
/// everything in it.
/// </remarks>
public sealed class PickDecoder(IVideoSource source, VideoIndex index, DecodeSettings settings)
{
    /// <summary>Bytes of samples read ahead for one slice: some seconds of decoding, of which a start is a few per cent.</summary>
    private const long MostBytes = 16 << 20;

    /// <summary>From here on, what may be left out before the first frame does not pay for reading ahead.</summary>
    private const int ManyInARow = 1000;

    private readonly List<MissingFrames> _missing = [];
    private readonly RangeDecoder _inARow = new(source, index, settings);
    private long _samples;

    /// <summary>Samples given to decoders.</summary>
    public long SamplesRead => _samples + _inARow.SamplesRead;

    /// <summary>Frames decoded, picked or not: each sample given to a decoder is one.</summary>
    public long FramesDecoded => SamplesRead;

    /// <summary>Frames that should have come and did not, and why; known at the end.</summary>
    public IReadOnlyList<MissingFrames> Missing => _missing;

    /// <summary>The frames of <paramref name="picked"/>.</summary>
    /// <param name="picked">Ascending, disjoint ranges of the index's frames.</param>
    /// <param name="cancellation">Gives up; nothing is left running.</param>
    /// <exception cref="UncuttableVideoException">
    /// The video does not decode to what the index promised, and no damage explains it: decode it as a whole.
    /// </exception>
    /// <exception cref="VideoChangedException">The video is not the one that was indexed.</exception>
    public async IAsyncEnumerable<NumberedFrame> DecodeAsync(
        IReadOnlyList<FrameRange> picked, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (picked is [{ Count: >= ManyInARow } row])
        {
            await foreach (var frame in _inARow.DecodeAsync(row, cancellation)) yield return frame;
            _missing.AddRange(_inARow.Missing);
            yield break;
        }
        var (frames, format) = (index.Frames!, SliceFormat.Of(index)!);
        foreach (var spans in PickedSpan.Group(PickedSpan.Of(index.Samples, frames, picked, MostBytes), MostBytes))
        {
            var input = new BufferedSource(source);
            var ahead = new HashSet<int>();
            var guard = format.Guard(index);
            if (guard is not null)
                await ReadAheadAsync(input, ahead, spans.SelectMany(span => LookedAt(span.Samples, guard)), cancellation);
            var cutter = new SliceCutter(input, index, format, guard);
            var slices = await cutter.CutAsync(spans, cancellation);
            // A span may have to begin earlier than its container says, and slices go through what lies between spans.
            if (guard is not null) await ReadAheadAsync(input, ahead, slices.SelectMany(slice => slice.Rows), cancellation);
            foreach (var slice in slices)
            {
                var thin = slice.Rows.All(ahead.Contains) ? await cutter.ThinAsync(slice, frames, cancellation) : slice;
                await foreach (var frame in DecodeAsync(thin, input, frames, format, cancellation)) yield return frame;
            }
        }
    }

    private async IAsyncEnumerable<NumberedFrame> DecodeAsync(
        PickedSlice slice, BufferedSource input, FrameTable frames, ISliceFormat format, [EnumeratorCancellation] CancellationToken cancellation)
    {
        _samples += slice.Rows.Count;
        var guard = format.Guard(index);
        var labels = format.TakesTimesFromTable ? new PickLabels(index.Samples, frames, slice) : null;
        var decoder = labels is null
            ? new SliceDecoder(input, index, format, guard, settings)
            : new SliceDecoder(input, index with { Samples = labels.Samples }, format, guard, settings with { Select = PickLabels.Select });
        var numbers = new RangeNumbers(labels?.Times ?? [.. slice.Frames.Select(frame => index.Samples.Pts[frames.Sample[(int)frame]])], slice.Frames);
        await foreach (var frame in decoder.DecodeAsync(labels is null ? slice.Ranges() : [new SampleRange(0, slice.Rows.Count)], cancellation))
        {
            if (!numbers.IsDue(frame.Pts)) continue;
            var number = numbers.Number(frame.Pts)!.Value;
            yield return new NumberedFrame(number, frames.Pts[(int)number], frame);
        }
        _missing.AddRange(numbers.Account(decoder.Errors, source.Uri));
    }

    private IEnumerable<int> LookedAt(SampleRange span, ISampleGuard guard) =>
        Enumerable.Range(span.Start, span.Count + (guard.DoubtsOrder && span.End < index.Samples.Count ? 1 : 0));

    /// <summary>Reads samples ahead that have not been, unless they would take more memory than is allowed.</summary>
    private async Task ReadAheadAsync(BufferedSource input, HashSet<int> ahead, IEnumerable<int> rows, CancellationToken cancellation)
    {
        var wanted = rows.Where(row => !ahead.Contains(row)).Distinct().Order().ToArray();
        if (wanted.Sum(row => (long)index.Samples.Size[row]) > MostBytes) return;
        var stretches = SampleSpan.Of(wanted, new WholeSamples(index.Samples)).Select(span => (span.Offset, checked((int)span.Length)));
        await input.ReadAheadAsync(stretches, cancellation);
        ahead.UnionWith(wanted);
    }
}
