using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Planning;
using VideoPipeline.Video;
using Xunit;
using static VideoPipeline.Tests.Planning.Timelines;

namespace VideoPipeline.Tests.Planning;

public sealed class PlannerTests
{
    [Fact]
    public void Make_AnyGopsAndSizes_RangesCoverAllFramesAndStartAtSplitPoints() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gops, Gen.Choose(1, 9).ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (gops, workers, size) =>
        {
            var index = Index(gops);
            var plan = Planner.Create(index, workers, sharedProcessors: 2, size == 0 ? null : size, whole: null);
            var points = SplitPoints.Find(index.Samples, index.Frames!);
            return plan.Ranges[0].Start == 0 && plan.Ranges[^1].End == index.Frames!.Count &&
                plan.Ranges.Zip(plan.Ranges.Skip(1)).All(pair => pair.First.End == pair.Second.Start) &&
                plan.Ranges.All(range => range.End > range.Start && points.Contains((int)range.Start)) &&
                plan.Ranges.Select((range, i) => range.Index == i).All(same => same);
        }));

    [Fact]
    public void Make_ManyShortGops_BalancesRangesAmongWorkers()
    {
        var plan = Planner.Create(
            Index([.. Enumerable.Repeat(new Gop(10, 0, false), 100)]), workers: 2, sharedProcessors: 2, null, null);
        Assert.Equal([250, 250, 250, 250], plan.Ranges.Select(range => range.End!.Value - range.Start));
    }

    [Fact]
    public void Make_SamplesOfUnequalSize_BalancesWhatTheyTake()
    {
        // The second half takes many times as long: its samples are large.
        var index = Index([.. Enumerable.Repeat(new Gop(10, 0, false), 100)]);
        index = index with { Samples = WithSizes(index.Samples, row => row < 500 ? 100 : 100_000) };
        var plan = Planner.Create(index, workers: 2, sharedProcessors: 2, null, null);
        Assert.Equal(4, plan.Ranges.Count);
        Assert.InRange(plan.Ranges[0].End!.Value, 501, 999);
        var costs = plan.Ranges.Select(range => DecodeCost.Of(index.Video).Of(
            DecodeLoad.Of(index.Samples, index.Frames!, new FrameRange(range.Start, range.End!.Value)))).ToList();
        Assert.InRange(costs.Max() / costs.Min(), 1, 1.2);
    }

    [Fact]
    public void Make_LongVideoOnOneMachine_RangesBecomeShorterTowardsTheEnd()
    {
        var index = FullHd([.. Enumerable.Repeat(new Gop(24, 0, false), 1800)]);
        var plan = Planner.Create(index, workers: 2, sharedProcessors: 2, null, null);
        var lengths = plan.Ranges.Select(range => range.End!.Value - range.Start).ToList();
        Assert.InRange(lengths.Count, 8, 60);
        Assert.InRange(lengths[0], index.Frames!.Count / 4 - 24, index.Frames!.Count / 4 + 24);
        Assert.All(lengths.Zip(lengths.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 24));
        Assert.InRange(lengths[^1], 24, index.Frames!.Count / 40);
    }

    [Fact]
    public void Make_LongVideoOnWorkersOfTheirOwn_RangesTakeTheSameTime()
    {
        var index = FullHd([.. Enumerable.Repeat(new Gop(24, 0, false), 1800)]);
        var plan = Planner.Create(index, workers: 10, sharedProcessors: null, null, null);
        Assert.Equal(20, plan.Ranges.Count);
        Assert.All(plan.Ranges, range => Assert.Equal(2160, range.End!.Value - range.Start));
    }

    [Fact]
    public void Make_FewFrames_CreatesOneRange()
    {
        var plan = Planner.Create(
            Index([.. Enumerable.Repeat(new Gop(10, 0, false), 10)]), workers: 4, sharedProcessors: 4, null, null);
        Assert.Single(plan.Ranges);
        Assert.Equal(4, plan.ThreadsPerWorker);
    }

    [Fact]
    public void Make_FramesPerRange_SplitsAtTheNearestSplitPoint()
    {
        var plan = Planner.Create(
            Index([.. Enumerable.Repeat(new Gop(10, 0, false), 10)]), workers: 1, sharedProcessors: null, 34, null);
        Assert.Equal([0, 30, 60, 90], plan.Ranges.Select(range => range.Start));
        Assert.Null(plan.ThreadsPerWorker);
    }

    [Fact]
    public void Make_FullDownloadRequired_CreatesOneRangeOfAllFrames()
    {
        var index = Index([.. Enumerable.Repeat(new Gop(10, 0, false), 100)]) with { RequiresFullDownload = true };
        var plan = Planner.Create(index, workers: 4, sharedProcessors: 4, 50, null);
        Assert.Equal([new PlannedRange(0, 0, 1000)], plan.Ranges);
        Assert.Null(plan.UnsplittableReason);
    }

    [Fact]
    public void Make_IndexWithoutFrames_CreatesOneRangeOfUnknownLength()
    {
        var index = Index(new Gop(10, 0, false)) with { Frames = null, UnsplittableReason = "a test" };
        var plan = Planner.Create(index, workers: 4, sharedProcessors: 4, 5, null);
        Assert.Equal([new PlannedRange(0, 0, null)], plan.Ranges);
        Assert.Equal("a test", plan.UnsplittableReason);
        Assert.Null(plan.Frames);
    }

    [Fact]
    public void Make_UnsplittableReasonGiven_CreatesOneRange()
    {
        var plan = Planner.Create(
            Index(new Gop(9, 0, false), new Gop(9, 0, false)), workers: 1, sharedProcessors: 1, 9, whole: "a worker found it");
        Assert.Equal([new PlannedRange(0, 0, null)], plan.Ranges);
        Assert.Equal("a worker found it", plan.UnsplittableReason);
    }

    [Fact]
    public void Make_AnySplit_HasTheSameStride()
    {
        var index = Index([.. Enumerable.Repeat(new Gop(10, 0, false), 100)]);
        Assert.Equal(
            Planner.Create(index, 1, 1, 97, null).PreviewStride, Planner.Create(index, 4, 2, null, "a test").PreviewStride);
    }

    private static VideoIndex FullHd(Gop[] gops)
    {
        var index = Index(gops);
        return index with { Video = index.Video with { Width = 1920, Height = 1080 } };
    }

    private static SampleTable WithSizes(SampleTable samples, Func<int, int> size) => new()
    {
        Offset = samples.Offset,
        Size = [.. Enumerable.Range(0, samples.Count).Select(size)],
        Dts = samples.Dts,
        Pts = samples.Pts,
        IsKey = samples.IsKey,
    };
}
