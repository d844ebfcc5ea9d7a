using VideoPipeline.Results.Pixels;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Results.Pixels;

public sealed class PixelClassesTests
{
    [Theory]
    [InlineData(100, 40, 16, 235, 400, PixelClass.Normal)]
    [InlineData(16, 1, 16, 47, 0, PixelClass.Black)]
    [InlineData(16, 3, 16, 120, 0, PixelClass.Dark)] // a title on black
    [InlineData(235, 1, 204, 235, 0, PixelClass.White)]
    [InlineData(235, 6, 203, 235, 90, PixelClass.WashedOut)]
    [InlineData(120, 3.9, 110, 157, 0, PixelClass.Flat)]
    [InlineData(120, 3.9, 110, 158, 60, PixelClass.WashedOut)]
    [InlineData(37.9, 20, 16, 235, 400, PixelClass.Dark)]
    [InlineData(38, 18, 16, 235, 400, PixelClass.Normal)]
    [InlineData(130, 17.9, 60, 200, 400, PixelClass.WashedOut)]
    [InlineData(130, 40, 16, 235, 49.9, PixelClass.Blurred)]
    [InlineData(30, 10, 16, 90, 10, PixelClass.Dark)] // dark comes before blurred
    public void Of_Frame_ReturnsFirstMatchingClass(
        double mean, double deviation, byte darkest, byte brightest, double sharpness, PixelClass expected)
    {
        var columns = ExampleRun.Select(ExampleRun.Columns, [20]) with
        {
            LumaMean = [mean], LumaStd = [deviation], LumaMin = [darkest], LumaMax = [brightest], Sharpness = [sharpness],
        };
        Assert.Equal([expected], PixelClasses.Classify(columns));
    }

    [Fact]
    public void Name_EveryClass_IsAtItsIndex() =>
        Assert.Equal(PixelClasses.Names, Enum.GetValues<PixelClass>().Order().Select(pixels => pixels.Name()));
}
