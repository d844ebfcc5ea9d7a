using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Exports.Timecodes;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Exports;

public sealed class FrameRateTests
{
    public static TheoryData<int, int> Rates => new()
    {
        { 24000, 1001 }, { 24, 1 }, { 25, 1 }, { 30000, 1001 }, { 30, 1 }, { 50, 1 }, { 60000, 1001 }, { 60, 1 }, { 10, 1 },
        { 15000, 1001 }, { 120000, 1001 },
    };

    // Time bases of MP4, MPEG-TS and Matroska; in the last, a frame is 41 or 42 ticks.
    [Theory]
    [MemberData(nameof(Rates))]
    public void Of_ConstantRateInAnyTimeBase_IsExact(int numerator, int denominator)
    {
        var rate = new FrameRate(numerator, denominator);
        TimeBase[] timeBases = [new(denominator, numerator), new(1, 90_000), new(1, 1000), new(1, 12_288)];
        var videos = from timeBase in Gen.Elements(timeBases)
                     from frames in Gen.Choose(150, 20_000)
                     from first in Gen.Choose(0, 100_000)
                     select ExampleShots.Video(rate, timeBase, frames, first);
        Prop.ForAll(videos.ToArbitrary(), video => FrameRate.Of(video) == rate)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10));
    }

    [Theory]
    [InlineData(25, 2)]
    [InlineData(15, 4)]
    [InlineData(1, 10)]
    public void Of_UncommonRate_IsExact(int numerator, int denominator) => Assert.Equal(
        new FrameRate(numerator, denominator),
        FrameRate.Of(ExampleShots.Video(new(numerator, denominator), new TimeBase(1, 12_800), 100)));

    [Fact]
    public void Of_VariableRate_IsNull() =>
        Assert.Null(FrameRate.Of(ExampleRun.Summary.Video with { VariableFrameRate = true }));

    [Fact]
    public void Of_SingleFrame_IsNull() => Assert.Null(FrameRate.Of(ExampleRun.Summary.Video with { FrameRate = null }));

    [Fact]
    public void ToTicks_Seconds_IsTheTick() => Prop.ForAll(
        (from ticks in Gen.Choose(int.MinValue, int.MaxValue)
         from factor in Gen.Choose(1, 10_000)
         from timeBase in Gen.Elements<TimeBase>([new(1, 90_000), new(1001, 30_000), new(1, 1000), new(1, 1_000_000)])
         select (Ticks: (long)ticks * factor, timeBase)).ToArbitrary(),
        value => value.timeBase.ToTicks(value.timeBase.ToSeconds(value.Ticks)) == value.Ticks).Check(Config.QuickThrowOnFailure);
}
