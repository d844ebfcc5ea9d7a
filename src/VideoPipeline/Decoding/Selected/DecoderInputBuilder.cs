using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Planning;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>
/// Makes slices of spans, as few as possible, for a decoder takes long to start: it goes on from one span to the next where the
/// next begins anew, and through what lies between where that costs less than a start.
/// </summary>
/// <param name="source">What the samples are read from.</param>
/// <param name="index">Its index.</param>
/// <param name="format">How samples are read.</param>
/// <param name="guard">Looks at them; null where nothing can be told from them.</param>
internal sealed class DecoderInputBuilder(IVideoSource source, VideoIndex index, IRemuxer format, ISampleGuard? guard)
{
    /// <summary>Samples that decode in the time in which another decoder starts.</summary>
    private const int WorthAStart = 100;

    /// <summary>The slices of <paramref name="spans"/>, with every sample from the beginning of each span to its end.</summary>
    /// <exception cref="UnsplittableVideoException">A span's last frame is not shown in its turn.</exception>
    public async Task<IReadOnlyList<DecoderInput>> BuildAsync(IReadOnlyList<SelectionSpan> spans, CancellationToken cancellation)
    {
        var slices = new List<(List<SampleRange> Samples, List<FrameRange> Frames)>();
        foreach (var span in spans)
        {
            await format.CheckOutputOrderAsync(source, index, span.Samples, guard, cancellation);
            var (start, end) = (span.Samples.Start, span.Samples.End);
            var before = slices.Count > 0 ? slices[^1].Samples[^1].End : int.MaxValue;
            if (start > before && !await StartsAnewAsync(start, cancellation))
                (start, before) = start - before < WorthAStart ? (before, before) : (start, int.MaxValue);
            if (start < before)
            {
                if (guard is not null) start = await format.FindRandomAccessPointAsync(source, index, start, guard, cancellation);
                slices.Add(([], []));
            }
            slices[^1].Samples.Add(new SampleRange(start, end));
            slices[^1].Frames.AddRange(span.Frames.Ranges);
        }
        return [.. slices.Select(slice => new DecoderInput([.. slice.Samples.SelectMany(Rows)], FrameSet.Join(slice.Frames)))];
    }

    /// <summary>The slice without the samples that no picked frame depends on.</summary>
    /// <exception cref="UnsplittableVideoException">The guard objects to a sample that is left out.</exception>
    public async Task<DecoderInput> TrimAsync(DecoderInput slice, FrameTable frames, CancellationToken cancellation)
    {
        if (guard is null) return slice;
        var picked = slice.Frames.Numbers.Select(frame => frames.Sample[frame]).ToHashSet();
        var rows = new List<int>();
        byte[]? sample = null;
        for (var i = 0; i < slice.Rows.Count; i++)
        {
            var row = slice.Rows[i];
            // What follows it in the video, not in the slice, tells what it leaves behind.
            var follows = i + 1 < slice.Rows.Count && slice.Rows[i + 1] == row + 1;
            sample ??= await format.ReadSampleAsync(source, index, row, cancellation);
            var next = follows ? await format.ReadSampleAsync(source, index, row + 1, cancellation) : null;
            if (picked.Contains(row) || !guard.IsDisposable(sample, next)) rows.Add(row);
            else if (guard.FindUnsplittableReason(sample) is { } objection)
                throw UnsplittableSample.Of(source, index.Samples, row, objection);
            sample = next;
        }
        return slice with { Rows = rows };
    }

    private async ValueTask<bool> StartsAnewAsync(int row, CancellationToken cancellation) =>
        guard is not null && guard.ResetsDecoder(await format.ReadHeadAsync(source, index, row, cancellation));

    private static IEnumerable<int> Rows(SampleRange range) => Enumerable.Range(range.Start, range.Count);
}
