using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Errors;
using VideoPipeline.Exports.Timecodes;
using Xunit;

namespace VideoPipeline.Tests.Exports;

public sealed class TimecodeFormatTests
{
    public static TheoryData<int, bool> Formats => new()
    {
        { 24, false }, { 25, false }, { 30, false }, { 30, true }, { 50, false }, { 60, false }, { 60, true }, { 10, false },
    };

    [Theory]
    [InlineData(30, true, 0, "00:00:00;00")]
    [InlineData(30, true, 1799, "00:00:59;29")]
    [InlineData(30, true, 1800, "00:01:00;02")]
    [InlineData(30, true, 17981, "00:09:59;29")]
    [InlineData(30, true, 17982, "00:10:00;00")]
    [InlineData(30, true, 107892, "01:00:00;00")]
    [InlineData(30, false, 107892, "00:59:56:12")]
    [InlineData(60, true, 3600, "00:01:00;04")]
    [InlineData(60, true, 215784, "01:00:00;00")]
    [InlineData(24, false, 86399, "00:59:59:23")]
    [InlineData(25, false, 2160000, "00:00:00:00")] // 24 hours
    public void Format_Frame_IsItsTimecode(int framesPerSecond, bool dropFrame, long frame, string expected) =>
        Assert.Equal(expected, new TimecodeFormat(framesPerSecond, dropFrame).Format(frame));

    [Theory]
    [MemberData(nameof(Formats))]
    public void Parse_Formatted_IsTheFrame(int framesPerSecond, bool dropFrame)
    {
        var format = new TimecodeFormat(framesPerSecond, dropFrame);
        Prop.ForAll(Frames(format), frame => format.Parse(format.Format(frame)) == frame).Check(Config.QuickThrowOnFailure);
    }

    // Counts as a person would: one up, with the numbers left out that ST 12-1 names.
    [Theory]
    [MemberData(nameof(Formats))]
    public void Format_NextFrame_IsTheNextTimecodeThatIsNotSkipped(int framesPerSecond, bool dropFrame)
    {
        var format = new TimecodeFormat(framesPerSecond, dropFrame);
        var skipped = dropFrame ? framesPerSecond / 15 : 0;
        Prop.ForAll(Frames(format), frame =>
        {
            var parts = format.Format(frame).Split(':', ';').Select(int.Parse).ToArray();
            var number = (((((parts[0] * 60) + parts[1]) * 60) + parts[2]) * framesPerSecond) + parts[3] + 1;
            var minute = number / (60 * framesPerSecond);
            if (number % (60 * framesPerSecond) == 0 && minute % 10 != 0) number += skipped;
            var seconds = number / framesPerSecond % 86400;
            var separator = dropFrame ? ';' : ':';
            var next = $"{seconds / 3600:D2}:{seconds / 60 % 60:D2}:{seconds % 60:D2}{separator}{number % framesPerSecond:D2}";
            return format.Format(frame + 1) == next;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    // What drop-frame is for: the timecode differs from the clock by less than the numbers skipped at once.
    [Theory]
    [InlineData(30, 30000)]
    [InlineData(60, 60000)]
    public void Format_DropFrame_KeepsUpWithTheClock(int framesPerSecond, int numerator)
    {
        var format = new TimecodeFormat(framesPerSecond, true);
        Prop.ForAll(Frames(format), frame =>
        {
            var parts = format.Format(frame).Split(':', ';').Select(int.Parse).ToArray();
            var shown = (((parts[0] * 60) + parts[1]) * 60) + parts[2] + ((double)parts[3] / framesPerSecond);
            return Math.Abs(shown - (frame * 1001.0 / numerator)) < 0.2;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Theory]
    [InlineData(30, true, "00:01:00;00", "skips")]
    [InlineData(60, true, "00:09:00;03", "skips")]
    [InlineData(30, false, "00:00:00;00", "semicolon")]
    [InlineData(25, false, "00:00:00:25", "25 or more")]
    [InlineData(25, false, "24:00:00:00", "not a timecode")]
    [InlineData(25, false, "0:00:00:00", "not a timecode")]
    [InlineData(25, false, "", "not a timecode")]
    public void Parse_NoTimecode_Throws(int framesPerSecond, bool dropFrame, string timecode, string message) => Assert.Contains(
        message,
        Assert.Throws<InvalidInputException>(() => new TimecodeFormat(framesPerSecond, dropFrame).Parse(timecode)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(24000, 1001, false, 24, false)]
    [InlineData(30000, 1001, false, 30, true)]
    [InlineData(30000, 1001, true, 30, false)]
    [InlineData(60000, 1001, false, 60, true)]
    [InlineData(25, 1, false, 25, false)]
    [InlineData(30, 1, false, 30, false)]
    public void Of_Rate_CountsItsFrames(long numerator, long denominator, bool nonDrop, int framesPerSecond, bool dropFrame) =>
        Assert.Equal(new TimecodeFormat(framesPerSecond, dropFrame), TimecodeFormat.Of(new(numerator, denominator), nonDrop));

    [Theory]
    [InlineData(25, 2)]
    [InlineData(120, 1)]
    public void Of_RateWithoutTimecodes_IsNull(long numerator, long denominator) =>
        Assert.Null(TimecodeFormat.Of(new(numerator, denominator), nonDrop: false));

    private static Arbitrary<long> Frames(TimecodeFormat format) => Gen.OneOf(
        Gen.Choose(0, (int)format.FramesPerDay - 1).Select(frame => (long)frame),
        // Around the turn of a minute, where numbers are skipped.
        from minute in Gen.Choose(1, 1439)
        from offset in Gen.Choose(-2, 2)
        select format.Parse($"{minute / 60:D2}:{minute % 60:D2}:01:00") - format.FramesPerSecond + offset).ToArbitrary();
}
