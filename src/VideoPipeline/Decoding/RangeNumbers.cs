using VideoPipeline.Planning;

namespace VideoPipeline.Decoding;

/// <summary>Tells which frame a decoded picture is, by its time stamp, and which ones have not come.</summary>
/// <param name="times">The time stamps of the frames that are due, in order, strictly increasing.</param>
/// <param name="first">The number of the first of them.</param>
internal sealed class RangeNumbers(long[] times, long first)
{
    private readonly List<FrameRange> missing = [];
    private int next;

    /// <summary>Frames that never came, so far.</summary>
    public IReadOnlyList<FrameRange> Missing => missing;

    /// <summary>The number of the frame shown at <paramref name="time"/>; null for one before or after all that are due.</summary>
    /// <exception cref="UncuttableVideoException">
    /// The decoder gave a frame among those due that the index does not know, or one twice, or not in order.
    /// </exception>
    public long? Number(long time)
    {
        var at = Array.BinarySearch(times, time);
        if (at < 0)
        {
            if (~at == 0 || ~at == times.Length) return null;
            throw new UncuttableVideoException($"Decoding gave a frame at time {time} that the index does not have.");
        }
        if (at < next) throw new UncuttableVideoException($"Decoding gave frame {first + at} twice, or not in order.");
        if (at > next) missing.Add(new FrameRange(first + next, first + at));
        next = at + 1;
        return first + at;
    }

    /// <summary>There will be no more frames: those that have not come are missing.</summary>
    public void End()
    {
        if (next < times.Length) missing.Add(new FrameRange(first + next, first + times.Length));
        next = times.Length;
    }
}
