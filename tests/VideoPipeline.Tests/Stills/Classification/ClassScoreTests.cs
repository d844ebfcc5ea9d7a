using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Stills.Classification;
using Xunit;

namespace VideoPipeline.Tests.Stills.Classification;

public sealed class ClassScoreTests
{
    [Fact]
    public void Best_EqualScores_ReturnsLowerIndexFirst() =>
        Assert.Equal([1, 3, 0], ClassScore.Best([0.25f, 0.375f, 0.0f, 0.375f], 3).Select(one => one.Id));

    [Fact]
    public void Best_CountAboveClasses_ReturnsAll() => Assert.Equal(2, ClassScore.Best([0.5f, 0.5f], 5).Length);

    [Fact]
    public void Best_Score_IsRoundedToSixDecimals() => Assert.Equal(0.333333, ClassScore.Best([1 / 3f], 1)[0].Score);

    [Fact]
    public void Best_RandomScores_ReturnsHighestInOrder() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Gen.Choose(0, 1000).ArrayOf().ToArbitrary(),
        scores =>
        {
            var best = ClassScore.Best([.. scores.Select(score => score / 1000f)], 3);
            var expected = scores.OrderDescending().Take(3).Select(score => Math.Round((double)(score / 1000f), 6));
            return best.Select(one => one.Score).SequenceEqual(expected);
        }));
}
