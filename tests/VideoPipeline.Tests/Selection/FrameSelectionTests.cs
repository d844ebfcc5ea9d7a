using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Errors;
using VideoPipeline.Selection;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Selection;

public sealed class FrameSelectionTests
{
    [Theory]
    [InlineData("3:7", 3L, 7L)]
    [InlineData(":7", 0L, 7L)]
    [InlineData("3:", 3L, null)]
    [InlineData(":", 0L, null)]
    public void Slice_AsPythonWritesIt_IsHalfOpen(string text, long start, long? end) =>
        Assert.Equal([new FrameRange(start, end ?? FrameRange.ToEnd)], FrameSelection.FromRange(text).Frames.Ranges);

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-5:")]
    [InlineData("1:2:3")]
    [InlineData("a:b")]
    [InlineData("7:7")]
    [InlineData("8:7")]
    [InlineData("0:99999999999999999999")]
    [InlineData("0:10\n")]
    public void Slice_OtherThanARange_IsInvalid(string text) => Assert.Throws<InvalidInputException>(() => FrameSelection.FromRange(text));

    [Theory]
    [InlineData("1.5s", "1.5")]
    [InlineData("2s", "2")]
    [InlineData("0.04", "0.04")]
    [InlineData(".5", "0.5")]
    [InlineData("1:02.5", "62.5")]
    [InlineData("90:00", "5400")]
    [InlineData("1:00:00.001", "3600.001")]
    public void List_Time_IsSecondsFromTheFirstFrame(string text, string seconds)
    {
        var picks = FrameSelection.List(text);
        Assert.Equal([decimal.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)], picks.Times);
        Assert.Equal(0, picks.Frames.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,,2")]
    [InlineData("-1")]
    [InlineData("1:75")]
    [InlineData("1:2")]
    [InlineData("5.")]
    [InlineData("1e3")]
    [InlineData("first")]
    [InlineData("99999999999s")]
    public void List_OtherThanNumbersAndTimes_IsInvalid(string text) => Assert.Throws<InvalidInputException>(() => FrameSelection.List(text));

    [Fact]
    public void List_AnyNumbers_PicksEachOnceInAscendingOrder() =>
        Prop.ForAll(Gen.Choose(0, 40).NonEmptyListOf().ToArbitrary(), numbers =>
            FrameSelection.List(string.Join(',', numbers)).Frames.Numbers.SequenceEqual(numbers.Distinct().Order().Select(number => (long)number))).QuickCheckThrowOnFailure();
}
