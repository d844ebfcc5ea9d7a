using VideoPipeline.Analysis.Frames;
using Xunit;

namespace VideoPipeline.Tests.Analysis;

public class AnalysisFrameTests
{
    [Theory]
    // ITU-R BT.601, limited range: black, white, mid gray, and (rounded) red, green, blue.
    [InlineData(16, 128, 128, 0, 0, 0)]
    [InlineData(235, 128, 128, 255, 255, 255)]
    [InlineData(126, 128, 128, 128, 128, 128)]
    [InlineData(81, 90, 240, 0, 0, 254)]
    [InlineData(145, 54, 34, 1, 255, 0)]
    [InlineData(41, 240, 110, 255, 0, 0)]
    public void Take_UniformColor_ConvertsToBgr(byte y, byte u, byte v, int blue, int green, int red)
    {
        using var shared = new AnalysisFrame(90, 50);
        shared.Load(TestFrame.Of(90, 50, y, u, v).View());
        var bgr = shared.Scaled.Bgr.ToArray();
        Assert.All(bgr.Chunk(3), pixel =>
        {
            Assert.InRange(pixel[0], blue - 1, blue + 1);
            Assert.InRange(pixel[1], green - 1, green + 1);
            Assert.InRange(pixel[2], red - 1, red + 1);
        });
    }

    [Theory]
    [InlineData(126, 128, 128, 0, 0, 128)]
    [InlineData(81, 90, 240, 0, 255, 254)]
    [InlineData(145, 54, 34, 60, 255, 255)]
    [InlineData(41, 240, 110, 120, 255, 255)]
    public void Take_UniformColor_ConvertsToHsv(byte y, byte u, byte v, int hue, int saturation, int value)
    {
        using var shared = new AnalysisFrame(90, 50);
        shared.Load(TestFrame.Of(90, 50, y, u, v).View());
        var hsv = shared.Scaled.Hsv.ToArray();
        Assert.All(hsv.Chunk(3), pixel =>
        {
            Assert.InRange(pixel[0], hue - 1, hue + 1);
            Assert.InRange(pixel[1], saturation - 2, saturation + 2);
            Assert.InRange(pixel[2], value - 1, value + 1);
        });
    }

    [Fact]
    public void Previous_SecondFrame_IsFirstFrame()
    {
        using var shared = new AnalysisFrame(64, 48);
        shared.Load(TestFrame.Random(64, 48, 0, 1).View());
        Assert.Null(shared.Previous);
        var first = shared.Scaled.Luma.ToArray();
        shared.Load(TestFrame.Random(64, 48, 1, 2).View());
        Assert.Equal(first, shared.Previous!.Luma.ToArray());
        Assert.NotEqual(first, shared.Scaled.Luma.ToArray());
    }

    [Fact]
    public void FrameView_PackedWithoutLayout_Throws() =>
        Assert.Throws<ArgumentException>("packedLayout", () => new FrameView(0, 0, 2, 2, planes: 1, packed: 1).Number);
}
