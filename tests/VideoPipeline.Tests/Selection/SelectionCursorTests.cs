using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using VideoPipeline.Errors;
using VideoPipeline.Selection;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Selection;

public sealed class SelectionCursorTests
{
    private static readonly TimeBase s_thousandths = new(1, 1000);

    [Property]
    public Property Resolve_AnyNumbersAndTimes_SelectsThoseFramesAndTheFramesShownThen()
    {
        var cases =
            from gaps in Gen.Choose(1, 90).NonEmptyListOf()
            from start in Gen.Choose(-500, 500)
            from numbers in Gen.Choose(0, gaps.Count).ListOf()
            from times in Gen.Choose(0, gaps.Sum()).ListOf()
            where numbers.Count + times.Count > 0
            select (Frames: Frames(start, gaps), numbers, times);
        return Prop.ForAll(cases.ToArbitrary(), made =>
        {
            var text = made.numbers.Select(number => $"{number}").Concat(made.times.Select(time => Seconds(time)));
            var pts = made.Frames.Pts.ToArray();
            var wanted = made.times.Select(time => (long)Array.FindLastIndex(pts, shown => shown - pts[0] <= time))
                .Concat(made.numbers.Select(number => (long)number)).Distinct().Order();
            // The last frame is assumed to last as long as the one before it.
            var over = pts[^1] - pts[0] + Math.Max(1, pts.Length > 1 ? pts[^1] - pts[^2] : 0);
            var beyond = made.numbers.Any(number => number >= pts.Length) || made.times.Any(time => time >= over);
            return beyond
                ? ThrowsInvalidInput(() => Resolve(string.Join(',', text), made.Frames))
                : Resolve(string.Join(',', text), made.Frames).Numbers.SequenceEqual(wanted);
        });
    }

    [Property]
    public Property Resolve_AnyRate_SelectsTheFramesShownAtItsTimes()
    {
        var cases =
            from gaps in Gen.Choose(1, 900).NonEmptyListOf()
            from start in Gen.Choose(-500, 500)
            from rate in Gen.Elements("1", "2.5", "0.7", "24", "30000/1001")
            select (Frames: Frames(start, gaps), rate);
        return Prop.ForAll(cases.ToArbitrary(), made =>
        {
            var rate = SelectionRate.Parse(made.rate);
            var pts = made.Frames.Pts.Select(time => time - made.Frames.Pts[0]).ToArray();
            var over = pts[^1] + (pts[^1] - pts[^2]);
            var wanted = new SortedSet<long>();
            for (var k = 0; (decimal)k * rate.Denominator / rate.Numerator * 1000 < over; k++)
                wanted.Add(Array.FindLastIndex(pts, shown => shown <= (decimal)k * rate.Denominator / rate.Numerator * 1000));
            return Resolve(FrameSelection.PerSecond(made.rate), made.Frames).Numbers.SequenceEqual(wanted);
        });
    }

    [Property]
    public Property Resolve_TwoRangesOfAnyVideo_EqualTheWholeSelection()
    {
        var selections = Gen.Elements(
            FrameSelection.Every(5), FrameSelection.PerSecond("3"), FrameSelection.OfKeyFrames(), FrameSelection.FromRange("1:"),
            FrameSelection.FromList("0,1,0.01"), FrameSelection.Evenly(4));
        var cases =
            from gaps in Gen.Choose(1, 90).NonEmptyListOf()
            from selection in selections
            from split in Gen.Choose(0, gaps.Count)
            select (Index: Index(Frames(0, [10, .. gaps]), s_thousandths), selection, split);
        return Prop.ForAll(cases.ToArbitrary(), made =>
        {
            var count = made.Index.Frames!.Count;
            var left = SelectionCursor.Resolve(made.selection, made.Index, new FrameRange(0, made.split));
            var right = SelectionCursor.Resolve(made.selection, made.Index, new FrameRange(made.split, count));
            var whole = SelectionCursor.Resolve(made.selection, made.Index, "film.mp4");
            return left.Numbers.Concat(right.Numbers).SequenceEqual(whole.Numbers);
        });
    }

    [Fact]
    public void Resolve_Every_SelectsMultiples() =>
        Assert.Equal([0L, 4, 8], Resolve(FrameSelection.Every(4), Frames(0, Enumerable.Repeat(10, 9))).Numbers);

    [Property]
    public Property Resolve_AnyCount_SelectsThatManyWithEvenDistances() =>
        Prop.ForAll(Gen.Choose(1, 300).Zip(Gen.Choose(1, 320)).ToArbitrary(), pair =>
        {
            var (frames, count) = pair;
            long[] selected = [.. Resolve(FrameSelection.Evenly(count), Frames(0, Enumerable.Repeat(10, frames - 1))).Numbers];
            var distances = selected.Zip(selected.Skip(1), (one, next) => next - one).ToArray();
            return selected.Length == Math.Min(count, frames)
                && (distances.Length == 0 || distances.Max() - distances.Min() <= 1)
                && Math.Abs(selected[0] - (frames - 1 - selected[^1])) <= 1;
        });

    [Fact]
    public void Resolve_KeyFrames_SelectsThoseMarkedByTheContainer() =>
        Assert.Equal([0L, 7, 14], Resolve(FrameSelection.OfKeyFrames(), Frames(0, Enumerable.Repeat(10, 15))).Numbers);

    [Fact]
    public void Resolve_KeyFramesWithoutAny_SaysThatNoneAreMarked()
    {
        var index = Index(Frames(0, [10, 10]), s_thousandths) with
        {
            Samples = new SampleTable
            {
                Offset = new long[3], Size = new int[3], Dts = new long[3], Pts = new long[3], IsKey = new bool[3],
            },
        };
        var exception = Assert.Throws<InvalidInputException>(
            () => SelectionCursor.Resolve(FrameSelection.OfKeyFrames(), index, "film.mp4"));
        Assert.StartsWith(
            "film.mp4 has no frames that its container marks as key frames.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_OpenRange_ExtendsToTheLastFrame() =>
        Assert.Equal([new FrameRange(2, 5)], Resolve(FrameSelection.FromRange("2:"), Frames(0, [10, 10, 10, 10])).Ranges);

    [Theory]
    [InlineData("5:", 5)]
    [InlineData("0:6", 5)]
    [InlineData("7:9", 7)]
    public void Resolve_RangeBeyondTheEnd_NamesItsFirstFrameThatDoesNotExist(string range, long first)
    {
        var exception = Assert.Throws<InvalidInputException>(
            () => Resolve(FrameSelection.FromRange(range), Frames(0, [10, 10, 10, 10])));
        Assert.Equal(
            $"Frame {first} is beyond the end of film.mp4, which has 5 frames (0 to 4). Select only frames that exist.",
            exception.Message);
    }

    [Theory]
    [InlineData("3,8,6", "Frame 6 is beyond the end of film.mp4, which has 5 frames (0 to 4). Select only frames that exist.")]
    [InlineData("0.01,99s", "99 s is beyond the end of film.mp4 (0.050 s). Select only times before its end.")]
    [InlineData("0.05", "0.05 s is beyond the end of film.mp4 (0.050 s). Select only times before its end.")]
    public void Resolve_EntryBeyondTheEnd_NamesIt(string list, string message) => Assert.Equal(
        message, Assert.Throws<InvalidInputException>(() => Resolve(list, Frames(0, [10, 10, 10, 10]))).Message);

    [Fact]
    public void Resolve_TimeBetweenTicks_SelectsTheFrameOfThePreviousTick()
    {
        // 0.333 s is before tick 1 of 1/3 s, 0.334 s is after it.
        var frames = Frames(0, [1, 1, 1]);
        Assert.Equal([0L, 1L], [.. "0.333 0.334".Split(' ').Select(time =>
            SelectionCursor.Resolve(FrameSelection.FromList(time), Index(frames, new TimeBase(1, 3)), "film.mp4").Bounds.Start)]);
    }

    private static FrameSet Resolve(string list, FrameTable frames) =>
        Resolve(FrameSelection.FromList(list), frames);

    private static FrameSet Resolve(FrameSelection selection, FrameTable frames) =>
        SelectionCursor.Resolve(selection, Index(frames, s_thousandths), "film.mp4");

    // Every seventh sample is a sync sample.
    private static VideoIndex Index(FrameTable frames, TimeBase timeBase) => new()
    {
        Source = new SourceIdentity("film.mp4", 1, null),
        Video = new VideoProperties
        {
            Container = "mov", Codec = "h264", Stream = 0, Width = 16, Height = 16, Rotation = 0, TimeBase = timeBase,
        },
        Samples = new SampleTable
        {
            Offset = new long[frames.Count],
            Size = new int[frames.Count],
            Dts = new long[frames.Count],
            Pts = new long[frames.Count],
            IsKey = [.. Enumerable.Range(0, frames.Count).Select(row => row % 7 == 0)],
        },
        Frames = frames,
    };

    private static bool ThrowsInvalidInput(Action action)
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
