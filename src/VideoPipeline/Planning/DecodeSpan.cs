using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>The samples, in decode order, that must be decoded for a range of frames; both ends included.</summary>
public readonly record struct DecodeSpan(int First, int Last)
{
    /// <summary>How many samples there are.</summary>
    public int Count => Last - First + 1;

    /// <summary>
    /// From the last sync sample that is decoded before, and shown no later than, every frame of the range, to the last sample
    /// in decode order that holds one of them.
    /// </summary>
    public static DecodeSpan For(SampleTable samples, FrameTable frames, FrameRange range)
    {
        var (first, last) = Held(frames, range);
        var shown = Shown(samples, frames, range);
        while (!Begins(samples, first, shown)) first--;
        return new DecodeSpan(first, last);
    }

    /// <summary>The same of tables in the store: reads the rows of the frames and of all samples of the span.</summary>
    /// <exception cref="CorruptResultException">They are damaged in the store, or gone.</exception>
    public static async ValueTask<DecodeSpan> ReadAsync(
        SampleTable samples, FrameTable frames, FrameRange range, CancellationToken cancellation)
    {
        await frames.EnsureLoadedAsync(range, cancellation);
        var (first, last) = Held(frames, range);
        await samples.EnsureLoadedAsync(new SampleRange(first, last + 1), cancellation);
        var shown = Shown(samples, frames, range);
        while (!Begins(samples, first, shown))
        {
            first--;
            await samples.EnsureLoadedAsync(new SampleRange(first, first + 1), cancellation);
        }
        return new DecodeSpan(first, last);
    }

    private static (int First, int Last) Held(FrameTable frames, FrameRange range)
    {
        int first = int.MaxValue, last = 0;
        for (var frame = range.Start; frame < range.End; frame++)
            (first, last) = (Math.Min(first, frames.Sample[frame]), Math.Max(last, frames.Sample[frame]));
        return (first, last);
    }

    private static long Shown(SampleTable samples, FrameTable frames, FrameRange range)
    {
        var earliest = long.MaxValue;
        for (var frame = range.Start; frame < range.End; frame++)
            earliest = Math.Min(earliest, samples.Pts[frames.Sample[frame]]);
        return earliest;
    }

    private static bool Begins(SampleTable samples, int row, long shown) =>
        row <= 0 || (samples.IsKey[row] && samples.Pts[row] <= shown);
}
