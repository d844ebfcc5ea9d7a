using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Planning;
using VideoPipeline.Selection;
using VideoPipeline.Video;
using Xunit;
using static VideoPipeline.Tests.Planning.Timelines;

namespace VideoPipeline.Tests.Planning;

/// <summary>No range takes more than a third of a worker's time limit, if it can be split.</summary>
public sealed class RangeTimesTests
{
    private static readonly RemoteWorker s_worker = new(RemoteWorker.DefaultMegabytes);

    /// <summary>A width and height of which a frame takes 13 seconds, so that ranges of few frames exceed the limit.</summary>
    private const int Huge = 65_535;

    [Fact]
    public void Create_AnyVideoAndSize_RangesOfSeveralGopsAreWithinTheLimit() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gops, Gen.Choose(1, 3).ToArbitrary(), Gen.Choose(0, 400).ToArbitrary(), (gops, workers, size) =>
        {
            var index = Index(Huge, Huge, gops);
            var plan = Planner.Create(
                index, workers, sharedProcessors: null, size == 0 ? null : size, whole: null, worker: s_worker);
            var points = SplitPoints.Find(index.Samples, index.Frames!);
            var times = new RangeTimes(index, s_worker);
            return plan.Ranges[0].Start == 0 && plan.Ranges[^1].End == index.Frames!.Count &&
                plan.Ranges.Zip(plan.Ranges.Skip(1)).All(pair => pair.First.End == pair.Second.Start) &&
                plan.LongestRangeSeconds == plan.Ranges.Max(range => times.Of(range.Start, range.End!.Value)) &&
                plan.Ranges.All(range =>
                    times.Of(range.Start, range.End!.Value) <= RemoteWorker.LongestRange ||
                    !points.Any(point => point > range.Start && point < range.End));
        }));

    [Fact]
    public void Create_AnySelection_SharesOfSeveralSpansAreWithinTheLimit() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gops, Gen.Choose(1, 5).ToArbitrary(), (gops, interval) =>
        {
            var index = Index(Huge, Huge, gops);
            var plan = Planner.Create(
                index, 1, sharedProcessors: null, null, whole: null, FrameSelection.Every(interval), s_worker);
            var selected = SelectionCursor.Resolve(FrameSelection.Every(interval), index, "test");
            var spans = SelectionSpan.Compute(index.Samples, index.Frames!, selected, long.MaxValue);
            var times = new RangeTimes(index, s_worker);
            var longestSpan = spans.Max(span =>
                times.Of(new DecodeLoad(span.Samples.Count, span.Bytes, span.Frames.Count)));
            return plan.LongestRangeSeconds <= Math.Max(RemoteWorker.LongestRange, longestSpan);
        }));

    [Fact]
    public void Create_OneWorkerAndALongVideo_CreatesRanges()
    {
        var index = Index(3840, 2160, [.. Enumerable.Repeat(new Gop(48, 0, false), 1000)]);
        var plan = Planner.Create(index, 1, sharedProcessors: null, null, whole: null, worker: s_worker);
        Assert.InRange(plan.Ranges.Count, 2, 20);
        Assert.InRange(plan.LongestRangeSeconds!.Value, RemoteWorker.LongestRange / 3, RemoteWorker.LongestRange);
    }

    [Fact]
    public void Create_NoRemoteWorker_DependsOnNoLimit()
    {
        var index = Index(3840, 2160, [.. Enumerable.Repeat(new Gop(48, 0, false), 1000)]);
        var plan = Planner.Create(index, 1, sharedProcessors: 2, null, whole: null);
        Assert.Single(plan.Ranges);
        Assert.Null(plan.LongestRangeSeconds);
    }

    [Fact]
    public void Create_UnsplittableLongVideo_TellsTheSecondsOfTheWhole()
    {
        var index = Index(3840, 2160, [.. Enumerable.Repeat(new Gop(48, 0, false), 1000)]) with { UnsplittableReason = "a test" };
        var plan = Planner.Create(index, 100, sharedProcessors: null, null, whole: null, worker: s_worker);
        Assert.Single(plan.Ranges);
        Assert.InRange(plan.LongestRangeSeconds!.Value, RemoteWorker.TimeLimit, double.MaxValue);
    }

    [Fact]
    public void Create_FullDownloadRequired_IsNotSplit()
    {
        var index = Index(3840, 2160, [.. Enumerable.Repeat(new Gop(48, 0, false), 1000)]) with { RequiresFullDownload = true };
        Assert.Single(Planner.Create(index, 100, sharedProcessors: null, null, whole: null, worker: s_worker).Ranges);
    }

    [Fact]
    public void Create_FewFramesOfAVideoWithoutFrameTable_HasNoEstimate()
    {
        var index = Index(3840, 2160, new Gop(48, 0, false)) with { Frames = null, UnsplittableReason = "a test" };
        var plan = Planner.Create(
            index, 1, sharedProcessors: null, null, whole: null, FrameSelection.FromRange("0:10"), s_worker);
        Assert.Null(plan.LongestRangeSeconds);
    }

    [Fact]
    public void Estimate_MoreMemory_TakesNoLonger() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(1769, 10_240).ToArbitrary(), Gen.Choose(1769, 10_240).ToArbitrary(), (one, other) =>
        {
            var cost = DecodeCost.Of(Index(1920, 1080, new Gop(1, 0, false)).Video);
            var load = new DecodeLoad(1000, 40_000_000, 1000);
            var (less, more) = (Math.Min(one, other), Math.Max(one, other));
            return new RemoteWorker(more).Estimate(cost, load) <= new RemoteWorker(less).Estimate(cost, load);
        }));

    private static VideoIndex Index(int width, int height, params Gop[] gops)
    {
        var (samples, frames) = Of(gops);
        return new VideoIndex
        {
            Source = new SourceIdentity("test", 1, null),
            Video = new VideoProperties
            {
                Container = "mov", Codec = "hevc", Stream = 0, Width = width, Height = height, Rotation = 0,
                TimeBase = new TimeBase(1, 100),
            },
            Samples = samples,
            Frames = frames,
        };
    }
}
