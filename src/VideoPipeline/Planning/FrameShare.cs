using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>Consecutive selected frames that one worker decodes.</summary>
/// <param name="Frames">The frames.</param>
/// <param name="SelectedBefore">The number of selected frames before them.</param>
/// <param name="Load">What the worker decodes for them.</param>
internal sealed record FrameShare(FrameSet Frames, long SelectedBefore, DecodeLoad Load)
{
    /// <summary>
    /// Divides the selected frames into shares that require decoding about the same number of samples. Each share starts at a
    /// random access point. There are fewer than <paramref name="shares"/> if each would be below <paramref name="minSamples"/>,
    /// and more if one would take too long.
    /// </summary>
    public static IReadOnlyList<FrameShare> Balanced(
        SampleTable samples, FrameTable frames, FrameSet selected, int shares, int minSamples, RangeTimes? times = null)
    {
        var spans = SelectionSpan.Compute(samples, frames, selected, long.MaxValue).ToList();
        var total = spans.Sum(span => (long)span.Samples.Count);
        var shareCount = Math.Clamp(total / minSamples, 1, shares);
        var (share, samplesBefore) = (1L, 0L);
        return Join(spans, times, span =>
        {
            var middle = samplesBefore + span.Samples.Count / 2;
            samplesBefore += span.Samples.Count;
            if (middle * shareCount < total * share) return false;
            while (middle * shareCount >= total * share) share++;
            return true;
        });
    }

    /// <summary>
    /// Divides the selected frames into shares of about <paramref name="size"/> frames. Each share starts at a random access
    /// point. There are more if one would take too long.
    /// </summary>
    public static IReadOnlyList<FrameShare> OfSize(
        SampleTable samples, FrameTable frames, FrameSet selected, int size, RangeTimes? times = null)
    {
        var count = 0L;
        return Join(SelectionSpan.Compute(samples, frames, selected, long.MaxValue), times, span =>
        {
            var full = count >= size;
            count = span.Frames.Count + (full ? 0 : count);
            return full;
        });
    }

    private static List<FrameShare> Join(
        IEnumerable<SelectionSpan> spans, RangeTimes? times, Func<SelectionSpan, bool> startsShare)
    {
        var shares = new List<FrameShare>();
        var (ranges, before, load) = (new List<FrameRange>(), 0L, default(DecodeLoad));
        foreach (var span in spans)
        {
            var more = new DecodeLoad(span.Samples.Count, span.Bytes, span.Frames.Count);
            var takesTooLong = times?.Of(load + more) > RemoteWorker.LongestRange;
            if ((startsShare(span) || takesTooLong) && ranges.Count > 0) EndShare();
            ranges.AddRange(span.Frames.Ranges);
            load += more;
        }
        if (ranges.Count > 0) EndShare();
        return shares;

        void EndShare()
        {
            shares.Add(new FrameShare(FrameSet.FromRanges(ranges), before, load));
            before += shares[^1].Frames.Count;
            load = default;
            ranges.Clear();
        }
    }
}
