using VideoPipeline.Pages.Tests.Support;
using VideoPipeline.Pages.Timeline;
using VideoPipeline.Pages.Videos;
using Xunit;

namespace VideoPipeline.Pages.Tests.Timeline;

public sealed class CurveTests
{
    [Fact]
    public void Line_FewFrames_IsAPointEach() => Assert.Equal(
        "M0 100L250 50L500 0L750 0H1000",
        Curve.Line(Series(4), [0, 127.5, 255, 300], Scale.Levels));

    [Fact]
    public void Line_SeveralFramesInAColumn_GoesFromTheLargestToTheSmallest() => Assert.StartsWith(
        "M0 0V100L1 0V100",
        Curve.Line(Series(4000), [.. Enumerable.Range(0, 4000).Select(i => i % 2 * 255.0)], Scale.Levels),
        StringComparison.Ordinal);

    [Fact]
    public void Height_SquareRoot_ShowsSmallValues() => Assert.Equal(0.1, new Scale(100, IsSquareRoot: true).Height(1), 9);

    [Fact]
    public void UpTo_OnlyZeros_HasAMaximum() => Assert.Equal(1, Scale.UpTo([0, 0]).Max);

    private static FrameSeries Series(int count) => TestVideo.Example.Frames with
    {
        Number = [.. Enumerable.Range(0, count).Select(i => (long)i)],
        Pts = [.. Enumerable.Range(0, count).Select(i => 40L * i)],
        TimeBase = new(1, 1000),
        Axis = new TimeAxis(0, 0.04 * count),
    };
}
