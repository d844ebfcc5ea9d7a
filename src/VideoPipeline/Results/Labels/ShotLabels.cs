using VideoPipeline.Results.Files;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Results.Labels;

/// <summary>From the classes of single frames to what a shot, and the video, shows.</summary>
public static class ShotLabels
{
    /// <summary>Labels of a shot.</summary>
    public const int PerShot = 3;

    /// <summary>Labels of the video.</summary>
    public const int Overall = 10;

    /// <summary>Labels below this are not worth telling of a shot or the video; arrays keep them.</summary>
    public const double LeastScore = 0.05;

    /// <summary>
    /// Of a shot: the mean score of each class over the shot's classified frames, counted as 0 where it is not among a frame's best.
    /// </summary>
    public static IReadOnlyList<ScoredLabel> Of(FrameClasses classes, long start, long end)
    {
        var frames = classes.Frames.Where(one => one.Frame >= start && one.Frame < end).ToList();
        var sums = new SortedDictionary<int, double>();
        foreach (var score in frames.SelectMany(frame => frame.Best)) sums[score.Id] = sums.GetValueOrDefault(score.Id) + score.Score;
        return Best(sums.Select(sum => Label(classes, sum.Key, sum.Value / frames.Count)), PerShot);
    }

    /// <summary>Of the video: each class by the shot that shows it most surely.</summary>
    public static IReadOnlyList<ScoredLabel> Of(IReadOnlyList<SummaryShot> shots) =>
        Best(shots.SelectMany(shot => shot.Labels).GroupBy(label => label.Id).Select(same => same.MaxBy(label => label.Score)!), Overall);

    /// <summary>A label as the summary has it.</summary>
    internal static ScoredLabel Label(FrameClasses classes, int id, double score) =>
        new(id, classes.Labels[id], Math.Round(score, ClassScore.Digits));

    private static IReadOnlyList<ScoredLabel> Best(IEnumerable<ScoredLabel> labels, int count) =>
        [.. labels.Where(label => label.Score >= LeastScore).OrderByDescending(label => label.Score).ThenBy(label => label.Id).Take(count)];
}
