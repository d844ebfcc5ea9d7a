using VideoPipeline.Indexing;
using VideoPipeline.Planning;
using VideoPipeline.Results;

namespace VideoPipeline.Picking;

/// <summary>Goes through a video's frames in presentation order, once, and says which are picked.</summary>
/// <param name="picks">What is wanted.</param>
/// <param name="timeBase">The unit of the video's time stamps.</param>
internal sealed class PickWalk(FramePicks picks, TimeBase timeBase)
{
    // A whole tick lies at or before a moment exactly when it lies at or before that moment rounded down.
    private readonly long[] times =
        [.. picks.Times.Select(seconds => (long)decimal.Floor(seconds * timeBase.Denominator / timeBase.Numerator))];

    private int range, time;

    /// <summary>Whether no frame after those gone through is picked.</summary>
    public bool AtEnd => range == picks.Ranges.Count && time == times.Length;

    /// <summary>Whether the next frame is picked.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="shown">When it appears, in ticks from the first frame.</param>
    /// <param name="gone">When the next one does, or it is over; it is shown for a tick at least.</param>
    public bool Wants(long number, long shown, long gone)
    {
        var wanted = false;
        for (; time < times.Length && times[time] < Math.Max(gone, shown + 1); time++) wanted |= times[time] >= shown;
        if (range == picks.Ranges.Count || number < picks.Ranges[range].Start) return wanted;
        if (number + 1 == picks.Ranges[range].End) range++;
        return true;
    }

    /// <summary>There are no more frames.</summary>
    /// <param name="frames">How many there were.</param>
    /// <param name="video">What the message calls the video.</param>
    /// <exception cref="InvalidInputException">Frames beyond the end are picked.</exception>
    public void End(long frames, string video)
    {
        if (range < picks.Ranges.Count && picks.Ranges[range] is { End: null } open && open.Start < frames) range++;
        if (AtEnd) return;
        throw new InvalidInputException(
            $"'{picks.Text}' reaches beyond the end of {video}, which has {frames} frames" +
            (frames > 0 ? $" (0 to {frames - 1})." : ".") + " Ask for frames before that.");
    }

    /// <summary>The picked frames of a video whose frames are known.</summary>
    /// <exception cref="InvalidInputException">Frames beyond the end are picked.</exception>
    public static IReadOnlyList<FrameRange> Resolve(FramePicks picks, FrameTable frames, TimeBase timeBase, string video)
    {
        var walk = new PickWalk(picks, timeBase);
        var timeline = new Timeline(frames.Pts.ToArray(), timeBase);
        var numbers = new List<long>();
        for (var n = 0; n < frames.Count && !walk.AtEnd; n++)
        {
            var gone = n + 1 < frames.Count ? frames.Pts[n + 1] : timeline.End;
            if (walk.Wants(n, frames.Pts[n] - frames.Pts[0], gone - frames.Pts[0])) numbers.Add(n);
        }
        walk.End(frames.Count, video);
        return [.. PickedRange.Joined(numbers).Select(range => new FrameRange(range.Start, range.End!.Value))];
    }
}
