using VideoPipeline.Results.Shots;
using Xunit;

namespace VideoPipeline.Tests.Results.Shots;

public sealed class StillTests
{
    [Theory]
    [InlineData("9 9 1 2 3 1 9 9", "........", 4)] // the sharpest of the middle half
    [InlineData("9 9 1 3 3 1 9 9", "........", 3)] // the first of several
    [InlineData("9 9 1 2 3 1 9 9", "....#...", 3)] // that is not black
    [InlineData("9 9 1 2 3 1 9 9", "########", 4)] // unless all are
    [InlineData("9 9 4 1 1 1 9 9", "..#.....", 3)] // a black one first
    [InlineData("5", ".", 0)]
    [InlineData("5 6", "..", 1)]
    [InlineData("5 6 7", "...", 2)]
    [InlineData("8 6 7 9", "....", 2)]
    public void Choose_OfAShot_GivesTheSharpestOfTheMiddle(string sharpness, string black, int expected)
    {
        double[] values = [.. sharpness.Split(' ').Select(double.Parse)];
        bool[] isBlack = [.. black.Select(mark => mark == '#')];
        Assert.Equal(expected, Still.Choose(new Shot(0, values.Length), values, isBlack));
    }

    [Fact]
    public void Choose_OfALaterShot_LooksOnlyThere() =>
        Assert.Equal(3, Still.Choose(new Shot(2, 4), [9, 9, 1, 2, 9], new bool[5]));
}
