using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Stretches;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Results.Stretches;

public sealed class StretchesTests
{
    // Ten frames a second.
    private static readonly Timeline s_twenty = new([.. Enumerable.Range(0, 20).Select(frame => (long)frame)], new TimeBase(1, 10));

    [Theory]
    [InlineData(16.5, 20, true)]
    [InlineData(19.9, 47, true)]
    [InlineData(20, 30, false)]
    [InlineData(17, 48, false)] // a title
    public void Mark_ByMeanAndBrightest_SaysWhetherBlack(double mean, byte brightest, bool expected) =>
        Assert.Equal([expected], Black.Mark([mean], [brightest]));

    [Fact]
    public void FindBlack_RunsOfFiveAndFourFrames_GivesThatOfHalfASecond() =>
        Assert.Equal([new Stretch(2, 7)], Black.Find(Marks("..#####..####......."), s_twenty));

    [Fact]
    public void FindBlack_RunToTheEnd_CountsTheLastFramesDuration() =>
        Assert.Equal([new Stretch(15, 20)], Black.Find(Marks("...............#####"), s_twenty));

    [Fact]
    public void FindFrozen_PictureThatStaysASecond_BeginsWithItsFirstFrame()
    {
        // Rows 4 to 12 equal row 3: ten frames show one picture.
        var motion = Values(".............#######", '.', 0.2, 5);
        (motion[1], motion[2], motion[3]) = (5, 5, 5);
        Assert.Equal([new Stretch(3, 13)], Frozen.Find(motion, s_twenty));
    }

    [Fact]
    public void FindFrozen_PictureThatStaysLess_IsNone()
    {
        var motion = Values("............########", '.', 0.2, 5);
        (motion[1], motion[2], motion[3]) = (5, 5, 5);
        Assert.Empty(Frozen.Find(motion, s_twenty));
    }

    [Fact]
    public void FindFrozen_FromTheFirstFrameOn_BeginsAtZero() =>
        Assert.Equal([new Stretch(0, 20)], Frozen.Find(new double[20], s_twenty));

    [Fact]
    public void FindFrozen_LongFramesOfAVariableRate_GoByTime() =>
        Assert.Equal([new Stretch(0, 2)], Frozen.Find([0, 0, 9], new Timeline([0, 9, 11], new TimeBase(1, 10))));

    [Fact]
    public void FindBlurred_SoftRunThatIsNotBlack_IsGiven() =>
        Assert.Equal(
            [new Stretch(0, 5)],
            Blurred.Find(Values("#####......#########", '#', 49, 50), Marks("...........#########"), s_twenty));

    private static bool[] Marks(string marks) => [.. marks.Select(mark => mark == '#')];

    private static double[] Values(string marks, char mark, double marked, double other) =>
        [.. marks.Select(one => one == mark ? marked : other)];
}
