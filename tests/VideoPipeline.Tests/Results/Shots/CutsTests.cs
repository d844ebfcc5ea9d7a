using System.Globalization;
using VideoPipeline.Results.Shots;
using Xunit;

namespace VideoPipeline.Tests.Results.Shots;

public sealed class CutsTests
{
    [Fact]
    public void Find_NoFrames_ReturnsEmpty() => Assert.Empty(Cuts.Find([]));

    [Theory]
    [InlineData("0 .05 .05 .60 .05 .05", 3)]
    [InlineData("0 .05 .05 .25 .05 .05", 3)] // the minimum score
    [InlineData("0 .01 .01 .01 .01 .60", 5)] // the last frame
    [InlineData("0 .60 .05 .05 .05 .05", 1)] // the second frame
    [InlineData("0 .30 .34 .60 .34 .30", 3)] // within action
    [InlineData("9 .60 .05 .05 .05 .05", 1)] // the score of the first row is ignored
    public void Find_IsolatedHighScore_IsCut(string scores, int cut) => Assert.Equal([cut], Find(scores));

    [Theory]
    [InlineData("0 .05 .05 .24 .05 .05")] // below the minimum score
    [InlineData("0 .30 .35 .60 .35 .30")] // action around it
    [InlineData("0 .05 .10 .25 .05 .05")] // a low score whose ratio is too small
    [InlineData("0 .05 .90 .90 .05 .05")] // a flash of one frame
    [InlineData("0 .50 .60 .50 .60 .50")] // a strobe
    [InlineData("0 .40 .00 .40 .00 .40 .00")] // fast animation on twos
    [InlineData("0 .40 .00 .00 .40 .00 .00 .40")] // animation on threes
    public void Find_NoIsolatedHighScore_ReturnsEmpty(string scores) => Assert.Empty(Find(scores));

    [Fact]
    public void Find_ShotsOfThreeFrames_ReturnsAllCuts() =>
        Assert.Equal([3, 6, 9], Find("0 .05 .05 .60 .05 .05 .60 .05 .05 .60 .05 .05"));

    private static IReadOnlyList<int> Find(string scores) =>
        Cuts.Find(Array.ConvertAll(scores.Split(' '), score => double.Parse(score, CultureInfo.InvariantCulture)));
}
