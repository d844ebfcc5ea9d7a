using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Indexing;
using VideoPipeline.Picking;
using VideoPipeline.Planning;
using Xunit;

namespace VideoPipeline.Tests.Picking;

public sealed class PickWalkTests
{
    private static readonly TimeBase Thousandths = new(1, 1000);

    [Fact]
    public void Resolve_AnyNumbersAndTimes_GivesThoseNumbersAndTheFramesShownThen()
    {
        var cases =
            from gaps in Gen.Choose(1, 90).NonEmptyListOf()
            from start in Gen.Choose(-500, 500)
            from numbers in Gen.Choose(0, gaps.Count).ListOf()
            from times in Gen.Choose(0, gaps.Sum()).ListOf()
            where numbers.Count + times.Count > 0
            select (Frames: Frames(start, gaps), numbers, times);
        Prop.ForAll(cases.ToArbitrary(), made =>
        {
            var text = made.numbers.Select(number => $"{number}").Concat(made.times.Select(time => Seconds(time)));
            var pts = made.Frames.Pts.ToArray();
            var wanted = made.times.Select(time => (long)Array.FindLastIndex(pts, shown => shown - pts[0] <= time))
                .Concat(made.numbers.Select(number => (long)number)).Distinct().Order();
            // The last frame lasts as long as the one before.
            var over = pts[^1] - pts[0] + Math.Max(1, pts.Length > 1 ? pts[^1] - pts[^2] : 0);
            var beyond = made.numbers.Any(number => number >= pts.Length) || made.times.Any(time => time >= over);
            return beyond
                ? Refuses(() => Resolve(string.Join(',', text), made.Frames))
                : Numbers(Resolve(string.Join(',', text), made.Frames)).SequenceEqual(wanted);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Resolve_OpenRange_GoesToTheLastFrame() =>
        Assert.Equal([new FrameRange(2, 5)], PickWalk.Resolve(FramePicks.Slice("2:"), Frames(0, [10, 10, 10, 10]), Thousandths, "it"));

    [Theory]
    [InlineData("5:")]
    [InlineData("0:6")]
    public void Resolve_BeyondTheEnd_SaysHowManyFramesThereAre(string slice)
    {
        var failure = Assert.Throws<InvalidInputException>(
            () => PickWalk.Resolve(FramePicks.Slice(slice), Frames(0, [10, 10, 10, 10]), Thousandths, "film.mp4"));
        Assert.Contains("film.mp4, which has 5 frames (0 to 4)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_TimeOfOneThird_IsTheFrameWhoseTickItIs()
    {
        // 0.333 s is before tick 1 of 1/3 s, 0.334 s is after it.
        var frames = Frames(0, [1, 1, 1]);
        Assert.Equal([0L, 1L], [.. "0.333 0.334".Split(' ').Select(time =>
            PickWalk.Resolve(FramePicks.List(time), frames, new TimeBase(1, 3), "it")[0].Start)]);
    }

    private static IReadOnlyList<FrameRange> Resolve(string list, FrameTable frames) =>
        PickWalk.Resolve(FramePicks.List(list), frames, Thousandths, "it");

    private static IEnumerable<long> Numbers(IEnumerable<FrameRange> ranges) =>
        ranges.SelectMany(range => Enumerable.Range((int)range.Start, (int)range.Count)).Select(number => (long)number);

    private static bool Refuses(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (InvalidInputException)
        {
            return true;
        }
    }

    private static string Seconds(int thousandths) => string.Create(CultureInfo.InvariantCulture, $"{thousandths / 1000m:0.000}");

    private static FrameTable Frames(long start, IEnumerable<int> gaps)
    {
        var pts = new List<long> { start };
        foreach (var gap in gaps) pts.Add(pts[^1] + gap);
        return new FrameTable { Pts = [.. pts], Sample = [.. Enumerable.Range(0, pts.Count)] };
    }
}
