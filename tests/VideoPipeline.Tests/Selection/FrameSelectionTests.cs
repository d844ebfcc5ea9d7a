using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
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
    public void FromRange_PythonSlice_IsHalfOpen(string text, long start, long? end) =>
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
    public void FromRange_MalformedOrEmptyRange_ThrowsQuotingIt(string text) => Assert.Contains(
        $"'{text}'",
        Assert.Throws<InvalidInputException>(() => FrameSelection.FromRange(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1.5s", "1.5")]
    [InlineData("2s", "2")]
    [InlineData("0.04", "0.04")]
    [InlineData(".5", "0.5")]
    [InlineData("1:02.5", "62.5")]
    [InlineData("90:00", "5400")]
    [InlineData("1:00:00.001", "3600.001")]
    public void List_Time_IsInSecondsFromTheFirstFrame(string text, string seconds)
    {
        var selection = FrameSelection.FromList(text);
        Assert.Equal([decimal.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)], selection.Times);
        Assert.Equal(0, selection.Frames.Count);
    }

    [Theory]
    [InlineData("", "at contains ''")]
    [InlineData("1,,2", "at contains ''")]
    [InlineData("-1", "at contains '-1'")]
    [InlineData("3,1:75", "at contains '1:75'")]
    [InlineData("1:2", "at contains '1:2'")]
    [InlineData("5.", "at contains '5.'")]
    [InlineData("1e3", "at contains '1e3'")]
    [InlineData("f", "at contains 'f'")]
    [InlineData("1.5f", "at contains '1.5f'")]
    [InlineData("first", "at contains 'first'")]
    [InlineData("99999999999s", "Time 99999999999s is too large")]
    [InlineData("99999999999999999999", "Frame number 99999999999999999999 in '99999999999999999999' is too large")]
    public void List_InvalidEntry_ThrowsQuotingIt(string text, string message) => Assert.Contains(
        message, Assert.Throws<InvalidInputException>(() => FrameSelection.FromList(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1,1.5", "at: 1 is a frame number, 1.5 is a time in seconds. To be explicit, write 1f and 1.5s.")]
    [InlineData("0.5,2s,7,8", "at: 7 is a frame number, 0.5 is a time in seconds. To be explicit, write 7f and 0.5s.")]
    [InlineData("1f,1.5", null)]
    [InlineData("1,1.5s,0:02", null)]
    [InlineData("1,2,3", null)]
    [InlineData("1.5,2.5", null)]
    public void List_NumbersOfBothKindsWithoutUnit_SaysHowTheyAreRead(string text, string? remark) =>
        Assert.Equal(remark, FrameSelection.FromList(text).Remark);

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(1_000_001)]
    public void Evenly_CountOutOfRange_ThrowsQuotingIt(int count) => Assert.Contains(
        $"(got {count})",
        Assert.Throws<InvalidInputException>(() => FrameSelection.Evenly(count)).Message, StringComparison.Ordinal);

    [Property]
    public Property List_AnyNumbers_SelectsEachOnceInAscendingOrder() =>
        Prop.ForAll(Gen.Choose(0, 40).NonEmptyListOf().ToArbitrary(), numbers =>
        {
            var list = string.Join(',', numbers.Select(number => number % 2 == 0 ? $"{number}" : $"{number}f"));
            return FrameSelection.FromList(list).Frames.Numbers
                .SequenceEqual(numbers.Distinct().Order().Select(number => (long)number));
        });
}
