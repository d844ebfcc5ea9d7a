using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Stills.Classification;
using Xunit;

namespace VideoPipeline.Tests.Stills.Classification;

public sealed class ClassScoreTests
{
    [Fact]
    public void Best_EqualScores_TheLowerNumberFirst() =>
        Assert.Equal([1, 3, 0], ClassScore.Best([0.25f, 0.375f, 0.0f, 0.375f], 3).Select(one => one.Id));

    [Fact]
    public void Best_MoreThanThereAre_GivesAll() => Assert.Equal(2, ClassScore.Best([0.5f, 0.5f], 5).Length);

    [Fact]
    public void Best_Score_IsRoundedToAMillionth() => Assert.Equal(0.333333, ClassScore.Best([1 / 3f], 1)[0].Score);

    [Fact]
    public void Best_AnyScores_AreTheHighestInOrder() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Gen.Choose(0, 1000).ArrayOf().ToArbitrary(),
        scores =>
        {
            var best = ClassScore.Best([.. scores.Select(score => score / 1000f)], 3);
            var expected = scores.OrderDescending().Take(3).Select(score => Math.Round((double)(score / 1000f), 6));
            return best.Select(one => one.Score).SequenceEqual(expected);
        }));
}
