using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Planning;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>
/// Builds decoder inputs from spans of samples: as few as possible, because a decoder takes long to start. One decoder continues
/// from a span to the next where that begins with a decoder reset, or decodes the samples in between where that is faster than a
/// start.
/// </summary>
/// <param name="source">The video.</param>
/// <param name="index">The index of the video.</param>
/// <param name="format">Reads the samples.</param>
/// <param name="guard">Checks the samples; null where the codec has no guard.</param>
internal sealed class DecoderInputBuilder(IVideoSource source, VideoIndex index, IRemuxer format, ISampleGuard? guard)
{
    /// <summary>The number of samples that a decoder decodes in the time that another decoder takes to start.</summary>
    private const int SamplesPerStart = 100;

    /// <summary>Builds the inputs for <paramref name="spans"/>, with every sample of each span.</summary>
    /// <exception cref="UnsplittableVideoException">The last frame of a span is not output in order.</exception>
    public async Task<IReadOnlyList<DecoderInput>> BuildAsync(IReadOnlyList<SelectionSpan> spans, CancellationToken cancellation)
    {
        var inputs = new List<(List<SampleRange> Samples, List<FrameRange> Frames)>();
        foreach (var span in spans)
        {
            await format.CheckOutputOrderAsync(source, index, span.Samples, guard, cancellation);
            var (start, end) = (span.Samples.Start, span.Samples.End);
            var before = inputs.Count > 0 ? inputs[^1].Samples[^1].End : int.MaxValue;
            if (start > before && !await IsResetAsync(start, cancellation))
                (start, before) = start - before < SamplesPerStart ? (before, before) : (start, int.MaxValue);
            if (start < before)
            {
                if (guard is not null) start = await format.FindRandomAccessPointAsync(source, index, start, guard, cancellation);
                inputs.Add(([], []));
            }
            inputs[^1].Samples.Add(new SampleRange(start, end));
            inputs[^1].Frames.AddRange(span.Frames.Ranges);
        }
        return [.. inputs.Select(input =>
            new DecoderInput([.. input.Samples.SelectMany(Rows)], FrameSet.FromRanges(input.Frames)))];
    }

    /// <summary>Removes the samples that no selected frame depends on.</summary>
    /// <exception cref="UnsplittableVideoException">A skipped sample makes the video unsplittable.</exception>
    public async Task<DecoderInput> TrimAsync(DecoderInput input, FrameTable frames, CancellationToken cancellation)
    {
        if (guard is null) return input;
        var selected = input.Frames.Numbers.Select(frame => frames.Sample[frame]).ToHashSet();
        var rows = new List<int>();
        byte[]? sample = null;
        for (var i = 0; i < input.Rows.Count; i++)
        {
            var row = input.Rows[i];
            // Whether it leaves state depends on the next sample of the video, not of the input.
            var nextIsInInput = i + 1 < input.Rows.Count && input.Rows[i + 1] == row + 1;
            sample ??= await format.ReadSampleAsync(source, index, row, cancellation);
            var next = nextIsInInput ? await format.ReadSampleAsync(source, index, row + 1, cancellation) : null;
            if (selected.Contains(row) || !guard.CanSkip(sample, next)) rows.Add(row);
            else if (guard.FindUnsplittableReason(sample) is { } reason)
                throw UnsplittableSample.CreateException(source, index.Samples, row, reason);
            sample = next;
        }
        return input with { Rows = rows };
    }

    private async ValueTask<bool> IsResetAsync(int row, CancellationToken cancellation) =>
        guard is not null && guard.ResetsDecoder(await format.ReadHeadAsync(source, index, row, cancellation));

    private static IEnumerable<int> Rows(SampleRange range) => Enumerable.Range(range.Start, range.Count);
}
