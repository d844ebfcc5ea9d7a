using VideoPipeline.Indexing;
using VideoPipeline.Planning;

namespace VideoPipeline.Decoding;

/// <summary>
/// Tells which frame of a range a decoded picture is, by its time stamp, and which ones have not come. Time stamps are media
/// time: what the samples carry, before the edit list.
/// </summary>
internal sealed class RangeNumbers
{
    private readonly long[] times;
    private readonly FrameRange range;
    private readonly List<FrameRange> missing = [];
    private long next;

    public RangeNumbers(SampleTable samples, FrameTable frames, FrameRange range)
    {
        this.range = range;
        next = range.Start;
        times = new long[range.Count];
        for (var i = 0; i < times.Length; i++) times[i] = samples.Pts[frames.Sample[range.Start + i]];
    }

    /// <summary>Frames that never came, so far.</summary>
    public IReadOnlyList<FrameRange> Missing => missing;

    /// <summary>Whether the last frame of the range has come.</summary>
    public bool AtEnd => next == range.End;

    /// <summary>The number of the frame shown at <paramref name="time"/>; null for one outside of the range.</summary>
    /// <exception cref="UncuttableVideoException">
    /// The decoder gave a frame of the range that the index does not know, or one twice, or not in order.
    /// </exception>
    public long? Number(long time)
    {
        var at = Array.BinarySearch(times, time);
        if (at < 0)
        {
            if (~at == 0 || ~at == times.Length) return null;
            throw new UncuttableVideoException($"Decoding gave a frame at time {time} that the index does not have.");
        }
        var number = range.Start + at;
        if (number < next) throw new UncuttableVideoException($"Decoding gave frame {number} twice, or not in order.");
        if (number > next) missing.Add(new FrameRange(next, number));
        next = number + 1;
        return number;
    }

    /// <summary>There will be no more frames: those that have not come are missing.</summary>
    public void End()
    {
        if (next < range.End) missing.Add(new FrameRange(next, range.End));
        next = range.End;
    }
}
