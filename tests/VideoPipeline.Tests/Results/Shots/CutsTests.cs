using VideoPipeline.Results.Shots;
using Xunit;

namespace VideoPipeline.Tests.Results.Shots;

public sealed class CutsTests
{
    [Fact]
    public void Find_NoFrames_GivesNone() => Assert.Empty(Cuts.Find([]));

    [Theory]
    [InlineData("0 .05 .05 .60 .05 .05", 3)]
    [InlineData("0 .05 .05 .25 .05 .05", 3)] // the least there is
    [InlineData("0 .01 .01 .01 .01 .60", 5)] // the last frame
    [InlineData("0 .60 .05 .05 .05 .05", 1)] // the second
    [InlineData("0 .30 .34 .60 .34 .30", 3)] // in the midst of action
    [InlineData("9 .60 .05 .05 .05 .05", 1)] // the first row's score does not matter
    public void Find_AFrameThatStandsOut_IsACut(string scores, int cut) => Assert.Equal([cut], Find(scores));

    [Theory]
    [InlineData("0 .05 .05 .24 .05 .05")] // too little
    [InlineData("0 .30 .35 .60 .35 .30")] // action around it
    [InlineData("0 .05 .10 .25 .05 .05")] // a faint one that stands out too little
    [InlineData("0 .05 .90 .90 .05 .05")] // a flash of one frame
    [InlineData("0 .50 .60 .50 .60 .50")] // a strobe
    [InlineData("0 .40 .00 .40 .00 .40 .00")] // fast animation on twos
    [InlineData("0 .40 .00 .00 .40 .00 .00 .40")] // on threes
    public void Find_NothingThatStandsOut_GivesNone(string scores) => Assert.Empty(Find(scores));

    [Fact]
    public void Find_ShotsOfThreeFrames_AreAllFound() => Assert.Equal([3, 6, 9], Find("0 .05 .05 .60 .05 .05 .60 .05 .05 .60 .05 .05"));

    private static IReadOnlyList<int> Find(string scores) =>
        Cuts.Find(Array.ConvertAll(scores.Split(' '), score => double.Parse(score, System.Globalization.CultureInfo.InvariantCulture)));
}
