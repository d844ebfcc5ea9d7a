using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>Samples that are decoded without a break for the sake of some frames.</summary>
/// <param name="Samples">From where decoding can begin to the last that holds one of the frames.</param>
/// <param name="Frames">The frames.</param>
/// <param name="Bytes">Bytes of the samples.</param>
internal sealed record SelectionSpan(SampleRange Samples, FrameSet Frames, long Bytes)
{
    /// <summary>The spans of picked frames, in order.</summary>
    /// <param name="samples">The video's samples.</param>
    /// <param name="frames">Its frames.</param>
    /// <param name="picked">The frames.</param>
    /// <param name="mostBytes">
    /// A span that grows beyond this ends where the next frame can be decoded from a later beginning; the two then overlap.
    /// </param>
    public static IEnumerable<SelectionSpan> Of(SampleTable samples, FrameTable frames, FrameSet picked, long mostBytes)
    {
        SampleRange? open = null;
        var numbers = new List<long>();
        var bytes = 0L;
        foreach (var number in picked.Numbers)
        {
            var need = DecodeSpan.For(samples, frames, new FrameRange(number, number + 1));
            if (open is { } span && need.First < span.End && (need.First <= span.Start || bytes <= mostBytes))
            {
                bytes += BytesOf(samples, need.First, span.Start) + BytesOf(samples, span.End, need.Last + 1);
                open = new SampleRange(Math.Min(need.First, span.Start), Math.Max(need.Last + 1, span.End));
            }
            else
            {
                if (open is { } done) yield return new SelectionSpan(done, FrameSet.Of(numbers), bytes);
                numbers.Clear();
                open = new SampleRange(need.First, need.Last + 1);
                bytes = BytesOf(samples, need.First, need.Last + 1);
            }
            numbers.Add(number);
        }
        if (open is { } last) yield return new SelectionSpan(last, FrameSet.Of(numbers), bytes);
    }

    /// <summary>Spans in groups of up to <paramref name="mostBytes"/>; one that is larger is alone.</summary>
    public static IEnumerable<IReadOnlyList<SelectionSpan>> Group(IEnumerable<SelectionSpan> spans, long mostBytes)
    {
        var group = new List<SelectionSpan>();
        var bytes = 0L;
        foreach (var span in spans)
        {
            if (group.Count > 0 && bytes + span.Bytes > mostBytes)
            {
                yield return group;
                (group, bytes) = ([], 0);
            }
            group.Add(span);
            bytes += span.Bytes;
        }
        if (group.Count > 0) yield return group;
    }

    private static long BytesOf(SampleTable samples, int start, int end)
    {
        var bytes = 0L;
        for (var row = start; row < end; row++) bytes += samples.Size[row];
        return bytes;
    }
}
