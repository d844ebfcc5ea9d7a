using VideoPipeline.Indexing;
using VideoPipeline.Planning;

namespace VideoPipeline.Picking;

/// <summary>Neighbouring picked frames for one worker.</summary>
/// <param name="Frames">The frames, as ascending ranges.</param>
/// <param name="Before">How many frames are picked before them.</param>
internal sealed record PickShare(IReadOnlyList<FrameRange> Frames, long Before)
{
    /// <summary>From the first frame to the last.</summary>
    public FrameRange Range => new(Frames[0].Start, Frames[^1].End);

    /// <summary>The frames' numbers, ascending.</summary>
    public IReadOnlyList<long> Numbers => [.. Frames.SelectMany(range => Enumerable.Range((int)range.Start, (int)range.Count)).Select(number => (long)number)];

    /// <summary>How many frames.</summary>
    public long Count => Frames.Sum(range => range.Count);

    /// <summary>
    /// Shares that take about equally many samples to decode, each beginning where decoding can; fewer than wanted where each would
    /// be below <paramref name="smallest"/> samples.
    /// </summary>
    public static IReadOnlyList<PickShare> Balanced(
        SampleTable samples, FrameTable frames, IReadOnlyList<FrameRange> picked, int shares, int smallest)
    {
        var spans = PickedSpan.Of(samples, frames, picked, long.MaxValue).ToList();
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
    public static IReadOnlyList<PickShare> EverySoMany(
        SampleTable samples, FrameTable frames, IReadOnlyList<FrameRange> picked, int size)
    {
        var count = 0L;
        return Join(PickedSpan.Of(samples, frames, picked, long.MaxValue), span =>
        {
            var full = count >= size;
            count = span.Frames.Count + (full ? 0 : count);
            return full;
        });
    }

    private static List<PickShare> Join(IEnumerable<PickedSpan> spans, Func<PickedSpan, bool> begins)
    {
        var shares = new List<PickShare>();
        var (numbers, before) = (new List<long>(), 0L);
        foreach (var span in spans)
        {
            if (begins(span) && numbers.Count > 0)
            {
                shares.Add(new PickShare(PickedRange.Ranges(numbers), before));
                before += numbers.Count;
                numbers.Clear();
            }
            numbers.AddRange(span.Frames);
        }
        if (numbers.Count > 0) shares.Add(new PickShare(PickedRange.Ranges(numbers), before));
        return shares;
    }
}
