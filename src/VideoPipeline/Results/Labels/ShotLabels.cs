using VideoPipeline.Results.Files;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Results.Labels;

/// <summary>Aggregates the classes of frames to labels of shots and of the video.</summary>
internal static class ShotLabels
{
    /// <summary>The maximum number of labels per shot.</summary>
    public const int MaxPerShot = 3;

    /// <summary>The maximum number of labels of the video.</summary>
    public const int MaxOverall = 10;

    /// <summary>The minimum score of a label of a shot or the video. The arrays contain all scores.</summary>
    public const double MinScore = 0.05;

    /// <summary>
    /// Computes the labels of a shot: the mean score of each class over the classified frames of the shot. A class that is not
    /// among the best of a frame counts as 0.
    /// </summary>
    public static IReadOnlyList<ScoredLabel> Compute(FrameClasses classes, long start, long end)
    {
        var frames = classes.Frames.Where(one => one.Frame >= start && one.Frame < end).ToList();
        var sums = new SortedDictionary<int, double>();
        foreach (var score in frames.SelectMany(frame => frame.Best))
            sums[score.Id] = sums.GetValueOrDefault(score.Id) + score.Score;
        return Best(sums.Select(sum => Label(classes, sum.Key, sum.Value / frames.Count)), MaxPerShot);
    }

    /// <summary>Computes the labels of the video: the maximum score of each class over all shots.</summary>
    public static IReadOnlyList<ScoredLabel> Compute(IReadOnlyList<SummaryShot> shots) =>
        Best(
            shots.SelectMany(shot => shot.Labels)
                .GroupBy(label => label.Id)
                .Select(group => group.MaxBy(label => label.Score)!),
            MaxOverall);

    /// <summary>Creates a label of the summary.</summary>
    internal static ScoredLabel Label(FrameClasses classes, int id, double score) =>
        new(id, classes.Labels[id], Math.Round(score, ClassScore.Digits));

    private static IReadOnlyList<ScoredLabel> Best(IEnumerable<ScoredLabel> labels, int count) =>
        [
            .. labels.Where(label => label.Score >= MinScore)
                .OrderByDescending(label => label.Score)
                .ThenBy(label => label.Id)
                .Take(count),
        ];
}
