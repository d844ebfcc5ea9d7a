using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>Neighbouring picked frames for one worker.</summary>
/// <param name="Frames">The frames.</param>
/// <param name="Before">How many frames are picked before them.</param>
internal sealed record FrameShare(FrameSet Frames, long Before)
{
    /// <summary>
    /// Shares that take about equally many samples to decode, each beginning where decoding can; fewer than wanted where each would
    /// be below <paramref name="smallest"/> samples.
    /// </summary>
    public static IReadOnlyList<FrameShare> Balanced(
        SampleTable samples, FrameTable frames, FrameSet picked, int shares, int smallest)
    {
        var spans = SelectionSpan.Of(samples, frames, picked, long.MaxValue).ToList();
        var total = spans.Sum(span => (long)span.Samples.Count);
        var wanted = Math.Clamp(total / smallest, 1, shares);
        var (share, done) = (1L, 0L);
        return Join(spans, span =>
        {
            var middle = done + span.Samples.Count / 2;
            done += span.Samples.Count;
            if (middle * wanted < total * share) return false;
            while (middle * wanted >= total * share) share++;
            return true;
        });
    }

    /// <summary>Shares of about <paramref name="size"/> frames, each beginning where decoding can.</summary>
    public static IReadOnlyList<FrameShare> EverySoMany(
        SampleTable samples, FrameTable frames, FrameSet picked, int size)
    {
        var count = 0L;
        return Join(SelectionSpan.Of(samples, frames, picked, long.MaxValue), span =>
        {
            var full = count >= size;
            count = span.Frames.Count + (full ? 0 : count);
            return full;
        });
    }

    private static List<FrameShare> Join(IEnumerable<SelectionSpan> spans, Func<SelectionSpan, bool> begins)
    {
        var shares = new List<FrameShare>();
        var (ranges, before) = (new List<FrameRange>(), 0L);
        foreach (var span in spans)
        {
            if (begins(span) && ranges.Count > 0) End();
            ranges.AddRange(span.Frames.Ranges);
        }
        if (ranges.Count > 0) End();
        return shares;

        void End()
        {
            shares.Add(new FrameShare(FrameSet.Join(ranges), before));
            before += shares[^1].Frames.Count;
            ranges.Clear();
        }
    }
}
