using VideoPipeline.Npz;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Labels;
using VideoPipeline.Stills.Classification;
using Xunit;

namespace VideoPipeline.Tests.Results.Labels;

public sealed class ShotLabelsTests
{
    private static readonly FrameClasses s_classes = new(["cat", "dog", "bird"],
    [
        (0, [new(0, 0.8), new(1, 0.2)]),
        (10, [new(1, 0.6), new(0, 0.4)]),
        (20, [new(2, 0.9), new(1, 0.01)]),
        (30, [new(2, 0.7), new(0, 0.1)]),
    ]);

    [Fact]
    public void Of_Shot_ReturnsMeanOverClassifiedFrames() =>
        Assert.Equal([new ScoredLabel(0, "cat", 0.6), new ScoredLabel(1, "dog", 0.4)], ShotLabels.Compute(s_classes, 0, 20));

    [Fact]
    public void Of_LowScores_AreExcluded() =>
        Assert.Equal([new ScoredLabel(2, "bird", 0.8), new ScoredLabel(0, "cat", 0.05)], ShotLabels.Compute(s_classes, 20, 40));

    [Fact]
    public void Of_NoClassifiedFrames_ReturnsEmpty() => Assert.Empty(ShotLabels.Compute(s_classes, 31, 40));

    [Fact]
    public void Of_Video_ReturnsMaximumOverShots() => Assert.Equal(
        [new ScoredLabel(2, "bird", 0.8), new ScoredLabel(0, "cat", 0.6), new ScoredLabel(1, "dog", 0.4)],
        ShotLabels.Compute([Shot(0, 20), Shot(20, 40)]));

    [Fact]
    public void Timeline_TwoShots_CoversBothAndMergesEqualLabels() => Assert.Equal(
        [
            new SummaryLabelStretch(0, 10, 0, "cat", 0.8),
            new SummaryLabelStretch(10, 18, 1, "dog", 0.6),
            new SummaryLabelStretch(18, 40, 2, "bird", 0.8),
        ],
        LabelTimeline.Compute(s_classes, [Shot(0, 18), Shot(18, 40)]));

    [Fact]
    public void ToArrays_UnclassifiedFrames_AreMinusOneAndZero()
    {
        var arrays = s_classes.ToArrays([0, 5, 10, 20, 30]).ToList();
        Assert.Equal([0, 1, -1, -1, 1, 0, 2, 1, 2, 0], ((NpyArray<int>)arrays[0]).Data);
        Assert.Equal([0.8, 0.2, 0, 0, 0.6, 0.4, 0.9, 0.01, 0.7, 0.1], ((NpyArray<double>)arrays[1]).Data);
        Assert.Equal([5, 2], arrays[0].Shape);
    }

    private static SummaryShot Shot(long start, long end) => new(
        start, end, 0, 1, SummaryShot.Cut, start, "normal", "#808080", null, new SummaryCamera("unknown"),
        ShotLabels.Compute(s_classes, start, end));
}
