using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>Consecutive selected frames that one worker decodes.</summary>
/// <param name="Frames">The frames.</param>
/// <param name="SelectedBefore">The number of selected frames before them.</param>
internal sealed record FrameShare(FrameSet Frames, long SelectedBefore)
{
    /// <summary>
    /// Divides the selected frames into shares that require decoding about the same number of samples. Each share starts at a
    /// random access point. There are fewer than <paramref name="shares"/> if each would be below <paramref name="minSamples"/>.
    /// </summary>
    public static IReadOnlyList<FrameShare> Balanced(
        SampleTable samples, FrameTable frames, FrameSet selected, int shares, int minSamples)
    {
        var spans = SelectionSpan.Compute(samples, frames, selected, long.MaxValue).ToList();
        var total = spans.Sum(span => (long)span.Samples.Count);
        var shareCount = Math.Clamp(total / minSamples, 1, shares);
        var (share, samplesBefore) = (1L, 0L);
        return Join(spans, span =>
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
    /// point.
    /// </summary>
    public static IReadOnlyList<FrameShare> OfSize(
        SampleTable samples, FrameTable frames, FrameSet selected, int size)
    {
        var count = 0L;
        return Join(SelectionSpan.Compute(samples, frames, selected, long.MaxValue), span =>
        {
            var full = count >= size;
            count = span.Frames.Count + (full ? 0 : count);
            return full;
        });
    }

    private static List<FrameShare> Join(IEnumerable<SelectionSpan> spans, Func<SelectionSpan, bool> startsShare)
    {
        var shares = new List<FrameShare>();
        var (ranges, before) = (new List<FrameRange>(), 0L);
        foreach (var span in spans)
        {
            if (startsShare(span) && ranges.Count > 0) EndShare();
            ranges.AddRange(span.Frames.Ranges);
        }
        if (ranges.Count > 0) EndShare();
        return shares;

        void EndShare()
        {
            shares.Add(new FrameShare(FrameSet.FromRanges(ranges), before));
            before += shares[^1].Frames.Count;
            ranges.Clear();
        }
    }
}
