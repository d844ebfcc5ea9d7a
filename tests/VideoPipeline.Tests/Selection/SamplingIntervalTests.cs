using VideoPipeline.Errors;
using VideoPipeline.Selection;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Selection;

public sealed class SamplingIntervalTests
{
    private static readonly TimeBase s_film = new(1, 24);

    [Theory]
    [InlineData("24", new long[] { 0, 24, 48 })]
    [InlineData("1s", new long[] { 0, 24, 48 })]
    [InlineData("0.5s", new long[] { 0, 12, 24, 36, 48 })]
    [InlineData("0.7s", new long[] { 0, 17, 34, 51 })]
    public void IsSampled_AllFrames_SamplesTheFirstOfEachStep(string text, long[] expected) =>
        Assert.Equal(expected, Sampled(text, [.. Enumerable.Range(0, 52).Select(frame => (long)frame)]));

    [Fact]
    public void IsSampled_SelectedFrames_SamplesTheFirstOfThemInEachStep() =>
        Assert.Equal([5, 30, 60], Sampled("1s", [5, 10, 20, 30, 40, 60, 65]));

    [Fact]
    public void IsSampled_NegativeTimes_AreDividedIntoStepsToo() =>
        Assert.Equal([-30, -24, 0, 24], Sampled("1s", [-30, -25, -24, -1, 0, 1, 24]));

    [Theory]
    [InlineData("0")]
    [InlineData("0s")]
    [InlineData("-1")]
    [InlineData("1 s")]
    [InlineData("second")]
    [InlineData("0.0001s")]
    [InlineData("99999999999999999999")]
    public void Parse_InvalidInterval_NamesTheOptionAndTheValue(string text)
    {
        var exception = Assert.Throws<InvalidInputException>(() => SamplingInterval.Parse(text, "classifyEvery"));
        Assert.StartsWith("classifyEvery must be a positive number of frames", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"(got '{text}')", exception.Message, StringComparison.Ordinal);
    }

    private static List<long> Sampled(string text, long[] frames)
    {
        var interval = SamplingInterval.Parse(text, "classifyEvery");
        (long, long)? before = null;
        var sampled = new List<long>();
        foreach (var frame in frames)
        {
            if (interval.IsSampled(before, (frame, frame), s_film)) sampled.Add(frame);
            before = (frame, frame);
        }
        return sampled;
    }
}
