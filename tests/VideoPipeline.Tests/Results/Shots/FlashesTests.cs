using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Shots;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Results.Shots;

public sealed class FlashesTests
{
    [Fact]
    public void Drop_LightSwitchedOn_RemovesCut() => Assert.Empty(Flashes.Remove([20], Video()));

    [Fact]
    public void Drop_OtherImage_KeepsCut() => Assert.Equal([20], Flashes.Remove([20], Video((20, 60, 0))));

    [Fact]
    public void Drop_FlashAndItsEnd_RemovesCuts() =>
        Assert.Equal([50], Flashes.Remove([20, 26, 50], Video((20, 26, 120), (50, 60, 0))));

    [Fact]
    public void Drop_ShortShotBetweenEqualImages_KeepsCuts() =>
        Assert.Equal([20, 26], Flashes.Remove([20, 26], Video((20, 26, 5))));

    [Fact]
    public void Drop_ShortFlashOfAnyBrightness_RemovesCuts() => Assert.Empty(Flashes.Remove([20, 22], Video((20, 22, -50))));

    [Fact]
    public void Drop_BrightShotLongerThanFlash_KeepsCuts() =>
        Assert.Equal([20, 31], Flashes.Remove([20, 31], Video((20, 31, 120))));

    [Fact]
    public void Drop_FlashUpToEnd_KeepsCut() => Assert.Equal([58], Flashes.Remove([58], Video((58, 60, 120))));

    [Fact]
    public void Drop_UniformImages_KeepsCut()
    {
        var columns = ExampleRun.StaticShot(60);
        Array.Clear(columns.LumaStd);
        Array.Fill(columns.LumaMin, (byte)80);
        Array.Fill(columns.LumaMax, (byte)80);
        Assert.Equal([20], Flashes.Remove([20], columns));
    }

    /// <summary>
    /// Creates sixty frames of one image, except for intervals of another image that is brighter by some levels.
    /// </summary>
    private static FrameColumns Video(params (int Start, int End, double Brighter)[] others)
    {
        var columns = ExampleRun.StaticShot(60);
        foreach (var (start, end, brighter) in others)
        {
            for (var row = start; row < end; row++)
            {
                columns.PHash[row] = ~columns.PHash[row];
                columns.LumaMean[row] += brighter;
            }
        }

        return columns;
    }
}
