using VideoPipeline.Planning;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Partials;
using VideoPipeline.Stills;
using VideoPipeline.Video;

namespace VideoPipeline.Results.StillFrames;

/// <summary>
/// Selects the still frames of a still analyzer from all analyzed frames at once, so that the selection does not depend on how
/// the video was split. The worker of a range does not know the frame before its first one, and therefore analyzes its first
/// frame in any case.
/// </summary>
internal static class SampledFrames
{
    /// <summary>Returns the still frames of an analyzer: the first frame of each interval, and those of the shots.</summary>
    public static IReadOnlySet<long> Select(
        StillAnalyzerSpec analyzer, Partial all, TimeBase timeBase, IReadOnlyList<SummaryShot> shots)
    {
        var selected = SelectForShots(analyzer, all, timeBase, shots).ToHashSet();
        if (analyzer.Interval is not { } interval) return selected;
        var (frame, pts) = (all.Arrays.Column<long>("frame").Data, all.Arrays.Column<long>("pts").Data);
        for (var row = 0; row < frame.Length; row++)
            if (interval.IsSampled(row == 0 ? null : (frame[row - 1], pts[row - 1]), (frame[row], pts[row]), timeBase))
                selected.Add(frame[row]);
        return selected;
    }

    /// <summary>
    /// Returns the still frames of the shots in ascending order: the representative frame, the middle frame and, if the analyzer
    /// includes them, the frames with changed content (<see cref="ChangedFrames"/>).
    /// </summary>
    public static IReadOnlyList<long> SelectForShots(
        StillAnalyzerSpec analyzer, Partial all, TimeBase timeBase, IReadOnlyList<SummaryShot> shots)
    {
        var frame = all.Arrays.Column<long>("frame").Data;
        var changed = analyzer.IncludesChangedFrames ? ChangedFrames.Find(all, timeBase, shots) : [];
        return [.. shots.SelectMany(shot => OfShot(frame, shot)).Concat(changed).Distinct().Order()];
    }

    /// <summary>Removes the results on frames that are not selected.</summary>
    public static IReadOnlyList<StillResult> Filter(
        IReadOnlyList<StillResult> results, IReadOnlyList<StillAnalyzerSpec> analyzers, Partial all, TimeBase timeBase,
        IReadOnlyList<SummaryShot> shots) =>
        StillResult.Merge(analyzers.SelectMany(analyzer =>
        {
            var selected = Select(analyzer, all, timeBase, shots);
            return results.Where(result => result.Analyzer == analyzer.Name && selected.Contains(result.Frame));
        }));

    /// <summary>Returns the representative and the middle frame of a shot, which may be the same.</summary>
    /// <param name="frame">The numbers of all frames.</param>
    /// <param name="shot">The shot.</param>
    internal static IEnumerable<long> OfShot(long[] frame, SummaryShot shot)
    {
        var (start, end) = Rows(frame, shot);
        return new[] { shot.Frame, frame[start + (end - start) / 2] }.Distinct();
    }

    /// <summary>Returns the rows of a shot, end exclusive.</summary>
    internal static (int Start, int End) Rows(long[] frame, SummaryShot shot) =>
        (FirstFrom(frame, shot.Start), FirstFrom(frame, shot.End));

    private static int FirstFrom(long[] frame, long number)
    {
        var row = Array.BinarySearch(frame, number);
        return row < 0 ? ~row : row;
    }
}
