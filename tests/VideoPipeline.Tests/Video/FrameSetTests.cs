using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Video;

public sealed class FrameSetTests
{
    [Property]
    public Property Of_AnyNumbers_BehavesLikeASortedSet() =>
        Prop.ForAll(Numbers().ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (numbers, a, b) =>
        {
            var set = FrameSet.Of(numbers);
            var range = new FrameRange(Math.Min(a, b), Math.Max(a, b));
            return set.Count == numbers.Count
                && set.Numbers.SequenceEqual(numbers)
                && Enumerable.Range(0, 62).All(number => set.Contains(number) == numbers.Contains(number))
                && numbers.Index().All(one => set.PositionOf(one.Item) == one.Index)
                && set.Within(range).Numbers.SequenceEqual(numbers.Where(number => range.Start <= number && number < range.End))
                && set.Ranges.Zip(set.Ranges.Skip(1)).All(pair => pair.First.End < pair.Second.Start);
        });

    [Property]
    public Property Join_TwoPartsOfAnySet_EqualsTheSet() =>
        Prop.ForAll(Numbers().ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (numbers, split) =>
        {
            var set = FrameSet.Of(numbers);
            var left = set.Within(new FrameRange(0, split));
            var right = set.Within(new FrameRange(split, FrameRange.ToEnd));
            return FrameSet.FromRanges([.. left.Ranges, .. right.Ranges]).Ranges.SequenceEqual(set.Ranges);
        });

    [Property]
    public Property Json_AnyNumbers_IsAnArrayAndRoundTrips() =>
        Prop.ForAll(Numbers().ToArbitrary(), numbers =>
        {
            var json = JsonSerializer.Serialize(FrameSet.Of(numbers));
            return json == $"[{string.Join(',', numbers)}]"
                && JsonSerializer.Deserialize<FrameSet>(json)!.Numbers.SequenceEqual(numbers);
        });

    [Theory]
    [InlineData("[3,2]")]
    [InlineData("[2,2]")]
    [InlineData("[-1]")]
    [InlineData("7")]
    [InlineData("[null]")]
    public void Json_NotAnArrayOfAscendingNumbers_ThrowsJsonException(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FrameSet>(json));

    [Fact]
    public void PositionOf_NumberOutsideTheSet_ThrowsNamingIt()
    {
        var exception = Assert.Throws<ArgumentException>(() => FrameSet.Of([1, 7]).PositionOf(5));
        Assert.Contains("Frame 5", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Join_OverlappingRanges_ThrowsNamingBoth()
    {
        var exception = Assert.Throws<ArgumentException>(() => FrameSet.FromRanges([new FrameRange(0, 5), new FrameRange(4, 6)]));
        Assert.Contains("4:6 overlaps or precedes the range 0:5", exception.Message, StringComparison.Ordinal);
    }

    private static Gen<List<long>> Numbers() =>
        Gen.Choose(0, 60).ListOf().Select(numbers => numbers.Distinct().Order().Select(number => (long)number).ToList());
}
