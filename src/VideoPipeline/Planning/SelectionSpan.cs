using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>A contiguous range of samples that must be decoded to obtain some selected frames.</summary>
/// <param name="Samples">The samples, from a random access point to the last one that contains one of the frames.</param>
/// <param name="Frames">The frames.</param>
/// <param name="Bytes">The total size of the samples in bytes.</param>
internal sealed record SelectionSpan(SampleRange Samples, FrameSet Frames, long Bytes)
{
    /// <summary>Computes the spans of the selected frames, in order.</summary>
    /// <param name="samples">The video's samples.</param>
    /// <param name="frames">The video's frames.</param>
    /// <param name="selected">The selected frames.</param>
    /// <param name="maxBytes">
    /// A span that exceeds this size ends where the next frame can be decoded from a later random access point; the two spans can
    /// then overlap.
    /// </param>
    public static IEnumerable<SelectionSpan> Compute(SampleTable samples, FrameTable frames, FrameSet selected, long maxBytes)
    {
        SampleRange? open = null;
        var numbers = new List<long>();
        var bytes = 0L;
        foreach (var number in selected.Numbers)
        {
            var need = DecodeSpan.For(samples, frames, new FrameRange(number, number + 1));
            if (open is { } span && need.First < span.End && (need.First <= span.Start || bytes <= maxBytes))
            {
                bytes += BytesOf(samples, need.First, span.Start) + BytesOf(samples, span.End, need.Last + 1);
                open = new SampleRange(Math.Min(need.First, span.Start), Math.Max(need.Last + 1, span.End));
            }
            else
            {
                if (open is { } complete) yield return new SelectionSpan(complete, FrameSet.Of(numbers), bytes);
                numbers.Clear();
                open = new SampleRange(need.First, need.Last + 1);
                bytes = BytesOf(samples, need.First, need.Last + 1);
            }
            numbers.Add(number);
        }
        if (open is { } last) yield return new SelectionSpan(last, FrameSet.Of(numbers), bytes);
    }

    /// <summary>Groups spans up to a total of <paramref name="maxBytes"/>. A larger span is a group of one.</summary>
    public static IEnumerable<IReadOnlyList<SelectionSpan>> Group(IEnumerable<SelectionSpan> spans, long maxBytes)
    {
        var group = new List<SelectionSpan>();
        var bytes = 0L;
        foreach (var span in spans)
        {
            if (group.Count > 0 && bytes + span.Bytes > maxBytes)
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
