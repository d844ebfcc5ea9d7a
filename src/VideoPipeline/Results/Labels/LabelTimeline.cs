using VideoPipeline.Results.Files;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Results.Labels;

/// <summary>Creates the label timeline: which class is shown when.</summary>
internal static class LabelTimeline
{
    /// <summary>
    /// Computes the timeline. The best class of a classified frame applies from that frame (for the first one in a shot, from
    /// the start of the shot) to the next classified frame or the end of the shot. Adjacent intervals of the same class are
    /// merged, with the mean of their scores.
    /// </summary>
    public static IReadOnlyList<SummaryLabelStretch> Compute(FrameClasses classes, IReadOnlyList<SummaryShot> shots)
    {
        var intervals = new List<(long Start, long End, int Id, double Sum, int Count)>();
        foreach (var shot in shots)
        {
            var inShot = classes.Frames.Where(one => one.Frame >= shot.Start && one.Frame < shot.End).ToList();
            for (var i = 0; i < inShot.Count; i++)
            {
                var best = inShot[i].Best[0];
                var (start, end) = (i == 0 ? shot.Start : inShot[i].Frame, i + 1 < inShot.Count ? inShot[i + 1].Frame : shot.End);
                if (intervals.Count > 0 && intervals[^1] is var last && last.Id == best.Id && last.End == start)
                    intervals[^1] = (last.Start, end, last.Id, last.Sum + best.Score, last.Count + 1);
                else intervals.Add((start, end, best.Id, best.Score, 1));
            }
        }
        return
        [
            .. intervals.Select(one => new SummaryLabelStretch(
                one.Start, one.End, one.Id, classes.Labels[one.Id], Math.Round(one.Sum / one.Count, ClassScore.Digits))),
        ];
    }
}
