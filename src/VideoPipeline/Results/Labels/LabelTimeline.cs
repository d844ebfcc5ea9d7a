using VideoPipeline.Results.Files;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Results.Labels;

/// <summary>When the video shows what.</summary>
public static class LabelTimeline
{
    /// <summary>
    /// The best class of each classified frame, from that frame (in a shot's first, from the shot's beginning) up to the next one or
    /// the end of the shot; stretches that follow each other with one class are one, with the mean of their scores.
    /// </summary>
    public static IReadOnlyList<SummaryLabelStretch> Of(FrameClasses classes, IReadOnlyList<SummaryShot> shots)
    {
        var stretches = new List<(long Start, long End, int Id, double Sum, int Count)>();
        foreach (var shot in shots)
        {
            var inside = classes.Frames.Where(one => one.Frame >= shot.Start && one.Frame < shot.End).ToList();
            for (var i = 0; i < inside.Count; i++)
            {
                var best = inside[i].Best[0];
                var (start, end) = (i == 0 ? shot.Start : inside[i].Frame, i + 1 < inside.Count ? inside[i + 1].Frame : shot.End);
                if (stretches.Count > 0 && stretches[^1] is var last && last.Id == best.Id && last.End == start)
                    stretches[^1] = (last.Start, end, last.Id, last.Sum + best.Score, last.Count + 1);
                else stretches.Add((start, end, best.Id, best.Score, 1));
            }
        }
        return
        [
            .. stretches.Select(one => new SummaryLabelStretch(
                one.Start, one.End, one.Id, classes.Labels[one.Id], Math.Round(one.Sum / one.Count, ClassScore.Digits))),
        ];
    }
}
