using VideoPipeline.Planning;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Partials;
using VideoPipeline.Stills;
using VideoPipeline.Video;

namespace VideoPipeline.Results.StillFrames;

/// <summary>
/// Which frames are to be looked at, told from all analysed frames at once, so that it does not depend on how the video was cut.
/// A worker that decodes a range does not see the frame before its first, and looks at that to be safe.
/// </summary>
public static class SampledFrames
{
    /// <summary>The frames that a look takes: the first of each step of its interval, and those of the shots.</summary>
    public static IReadOnlySet<long> Of(StillAnalyzerSpec look, Partial all, TimeBase timeBase, IReadOnlyList<SummaryShot> shots)
    {
        var due = OfShots(look, all, timeBase, shots).ToHashSet();
        if (look.Interval is not { } interval) return due;
        var (frame, pts) = (all.Arrays.Column<long>("frame").Data, all.Arrays.Column<long>("pts").Data);
        for (var row = 0; row < frame.Length; row++)
            if (interval.IsSampled(row == 0 ? null : (frame[row - 1], pts[row - 1]), (frame[row], pts[row]), timeBase))
                due.Add(frame[row]);
        return due;
    }

    /// <summary>
    /// Of each shot the frame that stands for it, the one in its middle and, where the look wants them, those in which the picture has
    /// changed (<see cref="ChangedFrames"/>); ascending.
    /// </summary>
    public static IReadOnlyList<long> OfShots(StillAnalyzerSpec look, Partial all, TimeBase timeBase, IReadOnlyList<SummaryShot> shots)
    {
        var frame = all.Arrays.Column<long>("frame").Data;
        var changed = look.IncludesChangedFrames ? ChangedFrames.Of(all, timeBase, shots) : [];
        return [.. shots.SelectMany(shot => OfShot(frame, shot)).Concat(changed).Distinct().Order()];
    }

    /// <summary>What was found on frames that are due.</summary>
    public static IReadOnlyList<StillResult> Keep(
        IReadOnlyList<StillResult> findings, IReadOnlyList<StillAnalyzerSpec> looks, Partial all, TimeBase timeBase, IReadOnlyList<SummaryShot> shots) =>
        StillResult.Merge(looks.SelectMany(look =>
        {
            var due = Of(look, all, timeBase, shots);
            return findings.Where(finding => finding.Analyzer == look.Name && due.Contains(finding.Frame));
        }));

    /// <summary>The two frames of a shot, which may be one.</summary>
    /// <param name="frame">The numbers of all frames.</param>
    /// <param name="shot">The shot.</param>
    internal static IEnumerable<long> OfShot(long[] frame, SummaryShot shot)
    {
        var (start, end) = Rows(frame, shot);
        return new[] { shot.Frame, frame[start + (end - start) / 2] }.Distinct();
    }

    /// <summary>The rows of a shot, the end excluded.</summary>
    internal static (int Start, int End) Rows(long[] frame, SummaryShot shot) => (FirstFrom(frame, shot.Start), FirstFrom(frame, shot.End));

    private static int FirstFrom(long[] frame, long number)
    {
        var row = Array.BinarySearch(frame, number);
        return row < 0 ? ~row : row;
    }
}
