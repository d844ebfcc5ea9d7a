using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Stretches;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Results.Stretches;

public sealed class StretchesTests
{
    // Ten frames per second.
    private static readonly Timeline s_twenty =
        new([.. Enumerable.Range(0, 20).Select(frame => (long)frame)], new TimeBase(1, 10));

    [Theory]
    [InlineData(16.5, 20, true)]
    [InlineData(19.9, 47, true)]
    [InlineData(20, 30, false)]
    [InlineData(17, 48, false)] // a title
    public void Mark_MeanAndBrightest_ReturnsWhetherBlack(double mean, byte brightest, bool expected) =>
        Assert.Equal([expected], Black.Mark([mean], [brightest]));

    [Fact]
    public void FindBlack_FiveAndFourFrames_ReturnsOnlyHalfSecond() =>
        Assert.Equal([new Stretch(2, 7)], Black.Find(Marks("..#####..####......."), s_twenty));

    [Fact]
    public void FindBlack_UpToEnd_IncludesDurationOfLastFrame() =>
        Assert.Equal([new Stretch(15, 20)], Black.Find(Marks("...............#####"), s_twenty));

    [Fact]
    public void FindFrozen_OneSecond_StartsAtFirstEqualFrame()
    {
        // Rows 4 to 12 equal row 3: ten frames show the same image.
        var motion = Values(".............#######", '.', 0.2, 5);
        (motion[1], motion[2], motion[3]) = (5, 5, 5);
        Assert.Equal([new Stretch(3, 13)], Frozen.Find(motion, s_twenty));
    }

    [Fact]
    public void FindFrozen_LessThanOneSecond_ReturnsEmpty()
    {
        var motion = Values("............########", '.', 0.2, 5);
        (motion[1], motion[2], motion[3]) = (5, 5, 5);
        Assert.Empty(Frozen.Find(motion, s_twenty));
    }

    [Fact]
    public void FindFrozen_FromFirstFrame_StartsAtZero() =>
        Assert.Equal([new Stretch(0, 20)], Frozen.Find(new double[20], s_twenty));

    [Fact]
    public void FindFrozen_VariableFrameRate_UsesTime() =>
        Assert.Equal([new Stretch(0, 2)], Frozen.Find([0, 0, 9], new Timeline([0, 9, 11], new TimeBase(1, 10))));

    [Fact]
    public void FindBlurred_BlurredAndBlackFrames_ReturnsOnlyBlurred() =>
        Assert.Equal(
            [new Stretch(0, 5)],
            Blurred.Find(Values("#####......#########", '#', 49, 50), Marks("...........#########"), s_twenty));

    private static bool[] Marks(string marks) => [.. marks.Select(mark => mark == '#')];

    private static double[] Values(string marks, char mark, double marked, double other) =>
        [.. marks.Select(one => one == mark ? marked : other)];
}
