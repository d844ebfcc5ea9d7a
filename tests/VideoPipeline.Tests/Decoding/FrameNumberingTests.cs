using VideoPipeline.Decoding;
using VideoPipeline.Errors;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Decoding;

public sealed class FrameNumberingTests
{
    [Fact]
    public void Number_FramesOfTheRange_ReturnsTheirNumbers()
    {
        var numbers = Create(3, 6);
        Assert.Equal([3L, 4L, 5L], new long[] { 30, 40, 50 }.Select(time => numbers.FindNumber(time)!.Value));
        Assert.Empty(numbers.Missing);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    public void Number_FrameOutsideTheRange_ReturnsNull(long time) => Assert.Null(Create(3, 6).FindNumber(time));

    [Fact]
    public void Number_TimeStampNotInTheIndex_ThrowsUnsplittable() =>
        Assert.Throws<UnsplittableVideoException>(() => Create(3, 6).FindNumber(35));

    [Fact]
    public void Number_SameFrameTwice_ThrowsUnsplittable()
    {
        var numbers = Create(3, 6);
        numbers.FindNumber(40);
        Assert.Throws<UnsplittableVideoException>(() => numbers.FindNumber(40));
    }

    [Fact]
    public void Number_FramesNotOutput_AreMissing()
    {
        var numbers = Create(0, 10);
        foreach (var time in new long[] { 0, 30, 40, 70 }) numbers.FindNumber(time);
        numbers.Complete();
        Assert.Equal([new FrameRange(1, 3), new FrameRange(5, 7), new FrameRange(8, 10)], numbers.Missing);
    }

    private static FrameNumbering Create(int start, int end) =>
        new([.. Enumerable.Range(start, end - start).Select(number => number * 10L)], start);
}
