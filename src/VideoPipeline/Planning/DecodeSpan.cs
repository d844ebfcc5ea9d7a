using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>The samples, in decode order, that must be decoded to obtain a range of frames; both ends are inclusive.</summary>
internal readonly record struct DecodeSpan(int First, int Last)
{
    /// <summary>The number of samples.</summary>
    public int Count => Last - First + 1;

    /// <summary>
    /// Computes the span: from the last sync sample that precedes every frame of the range in decode order and is presented no
    /// later than any of them, to the last sample in decode order that contains one of the frames.
    /// </summary>
    public static DecodeSpan For(SampleTable samples, FrameTable frames, FrameRange range)
    {
        var (first, last) = SamplesOf(frames, range);
        var earliest = EarliestPts(samples, frames, range);
        while (!CanStartAt(samples, first, earliest)) first--;
        return new DecodeSpan(first, last);
    }

    /// <summary>Computes the same span from stored tables: loads the rows of the frames and of all samples of the span.</summary>
    /// <exception cref="CorruptResultException">The rows are damaged in the store, or missing.</exception>
    public static async ValueTask<DecodeSpan> ReadAsync(
        SampleTable samples, FrameTable frames, FrameRange range, CancellationToken cancellation)
    {
        await frames.EnsureLoadedAsync(range, cancellation);
        var (first, last) = SamplesOf(frames, range);
        await samples.EnsureLoadedAsync(new SampleRange(first, last + 1), cancellation);
        var earliest = EarliestPts(samples, frames, range);
        while (!CanStartAt(samples, first, earliest))
        {
            first--;
            await samples.EnsureLoadedAsync(new SampleRange(first, first + 1), cancellation);
        }
        return new DecodeSpan(first, last);
    }

    private static (int First, int Last) SamplesOf(FrameTable frames, FrameRange range)
    {
        int first = int.MaxValue, last = 0;
        for (var frame = range.Start; frame < range.End; frame++)
            (first, last) = (Math.Min(first, frames.Sample[frame]), Math.Max(last, frames.Sample[frame]));
        return (first, last);
    }

    private static long EarliestPts(SampleTable samples, FrameTable frames, FrameRange range)
    {
        var earliest = long.MaxValue;
        for (var frame = range.Start; frame < range.End; frame++)
            earliest = Math.Min(earliest, samples.Pts[frames.Sample[frame]]);
        return earliest;
    }

    private static bool CanStartAt(SampleTable samples, int row, long earliestPts) =>
        row <= 0 || (samples.IsKey[row] && samples.Pts[row] <= earliestPts);
}
