using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Picking;
using VideoPipeline.Planning;
using Xunit;

namespace VideoPipeline.Tests.Picking;

public sealed class PickRunTests
{
    [Fact]
    public void Group_AnyPicksAndCuts_KeepsEachPickedRangeOnceInOrder()
    {
        var cases =
            from numbers in Gen.Choose(0, 3000).NonEmptyListOf()
            from cuts in Gen.Choose(1, 3000).ListOf()
            select (Picked: Ranges(numbers), Cuts: cuts.Append(0).Distinct().Order().ToArray());
        Prop.ForAll(cases.ToArbitrary(), made =>
        {
            var runs = PickRun.Group(made.Picked, made.Cuts);
            return runs.SelectMany(run => run.Picked).SequenceEqual(made.Picked) &&
                runs.All(run => run.Span == new FrameRange(run.Picked[0].Start, run.Picked[^1].End));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Group_PicksOfOneGop_ShareADecoder() =>
        Assert.Single(PickRun.Group([new(10, 11), new(900, 901)], [0, 1000]));

    [Fact]
    public void Group_PicksOfNearGops_ShareADecoder() =>
        Assert.Single(PickRun.Group([new(10, 11), new(30, 31)], [0, 25]));

    [Fact]
    public void Group_PicksOfFarGops_HaveDecodersOfTheirOwn() =>
        Assert.Equal(2, PickRun.Group([new(10, 11), new(900, 901)], [0, 500, 890]).Count);

    private static FrameRange[] Ranges(IEnumerable<int> numbers) =>
        [.. PickedRange.Joined(numbers.Distinct().Order().Select(number => (long)number))
            .Select(range => new FrameRange(range.Start, range.End!.Value))];
}
