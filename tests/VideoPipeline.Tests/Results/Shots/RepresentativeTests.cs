using VideoPipeline.Results.Pixels;
using VideoPipeline.Results.Shots;
using Xunit;

namespace VideoPipeline.Tests.Results.Shots;

public sealed class RepresentativeTests
{
    [Theory]
    [InlineData("9 9 1 2 3 1 9 9", "........", 4)] // the sharpest in the middle half
    [InlineData("9 9 1 3 3 1 9 9", "........", 3)] // the first of equal rows
    [InlineData("9 9 1 2 3 1 9 9", "....#...", 3)] // not a black one
    [InlineData("9 9 1 2 3 1 9 9", "########", 4)] // unless all are black
    [InlineData("9 9 4 1 1 1 9 9", "..#.....", 3)] // a sharp black one before a normal one
    [InlineData("9 9 1 2 3 1 9 9", "..dbbb..", 2)] // a dark one before white ones
    [InlineData("9 9 1 2 3 1 9 9", "...bd#..", 2)] // a normal one before dark, white and black ones
    [InlineData("5", ".", 0)]
    [InlineData("5 6", "..", 1)]
    [InlineData("5 6 7", "...", 2)]
    [InlineData("8 6 7 9", "....", 2)]
    public void Choose_Shot_ReturnsSharpestRowOfMiddleHalf(string sharpness, string marks, int expected)
    {
        double[] values = [.. sharpness.Split(' ').Select(double.Parse)];
        PixelClass[] classes = [.. marks.Select(Class)];
        Assert.Equal(expected, Representative.Choose(new Shot(0, values.Length, ShotTransition.Start), values, classes));
    }

    [Fact]
    public void Choose_LaterShot_IgnoresOtherRows() =>
        Assert.Equal(3, Representative.Choose(new Shot(2, 4, ShotTransition.Cut), [9, 9, 1, 2, 9], new PixelClass[5]));

    private static PixelClass Class(char mark) => mark switch
    {
        '#' => PixelClass.Black,
        'b' => PixelClass.White,
        'd' => PixelClass.Dark,
        _ => PixelClass.Normal,
    };
}
