using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Analysis;
using VideoPipeline.Errors;
using VideoPipeline.Npz;
using VideoPipeline.Results.Partials;
using VideoPipeline.Stills;
using VideoPipeline.Tests.Analysis;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Results.Partials;

/// <summary>Partials that are merged as they are read equal the partial of a single range.</summary>
public class PartialMergerTests
{
    private const int Width = 151, Height = 9;

    [Fact]
    public void Finish_RandomSplitsReadFromFiles_EqualsSingleRange() => Check.QuickThrowOnFailure(
        Prop.ForAll(Splits(), Gen.Elements(false, true).ToArbitrary(), (split, spools) =>
        {
            using var merger = new PartialMerger(column => spools && column is "luma_hist" or "sum_yuv");
            foreach (var range in split.Ranges()) merger.Add(FromFile(CreatePartial(range)));
            return BytesOf(merger.Finish()).SequenceEqual(BytesOf(CreatePartial(split.Frames)));
        }));

    [Fact]
    public void Merge_GroupsOfMergedPartials_EqualsMergeOfAll() => Check.QuickThrowOnFailure(Prop.ForAll(Splits(), split =>
    {
        var partials = split.Ranges().Select(CreatePartial).ToList();
        var inGroups = Partial.Merge([.. partials.Chunk(2).Select(Partial.Merge)]);
        return BytesOf(inGroups).SequenceEqual(BytesOf(Partial.Merge(partials)));
    }));

    [Fact]
    public void Add_OtherFrameSize_ThrowsUnsplittable()
    {
        using var merger = new PartialMerger();
        var partial = CreatePartial(Frames(1, 2));
        merger.Add(partial);
        var other = partial with { Work = partial.Work with { Constants = RangeConstants.Of(99, 9, null) } };
        Assert.Throws<UnsplittableVideoException>(() => merger.Add(other));
    }

    [Fact]
    public void Finish_NothingAdded_Throws()
    {
        using var merger = new PartialMerger();
        Assert.Throws<InvalidOperationException>(merger.Finish);
    }

    private static Arbitrary<Split> Splits() =>
        (from seed in Gen.Choose(0, int.MaxValue)
         from count in Gen.Choose(0, 9)
         from bounds in Gen.ListOf(Gen.Choose(0, count), 4)
         select new Split(Frames(seed, count), [0, .. bounds.Order(), count])).ToArbitrary();

    private static TestFrame[] Frames(int seed, int count) =>
        [.. Enumerable.Range(0, count).Select(i => TestFrame.Random(Width, Height, i, seed + i))];

    // Every third frame is a key frame; the two frames before the fifth are missing; every second frame has a still result.
    private static Partial CreatePartial(IReadOnlyList<TestFrame> frames)
    {
        using var analyzer = new RangeAnalyzer(Width, Height, new AnalysisOptions(), number => number % 3 == 0);
        foreach (var frame in frames) analyzer.Add(frame.View());
        MissingFrames[] missing = frames.Any(frame => frame.Number == 5) ? [new(3, 5, "test")] : [];
        var work = new RangeWork(
            frames.Count + (2 * missing.Length), frames.Count, missing, frames.Count, frames.Count, 10 * frames.Count, 0, 0)
        {
            Constants = frames.Count == 0 ? null : RangeConstants.Of(Width, Height, 5),
        };
        return new Partial(analyzer.Finish(), [.. frames.Select(frame => frame.Number % 3 == 0)], work)
        {
            StillResults = [.. frames.Where(frame => frame.Number % 2 == 0).Select(frame =>
                new StillResult("test", frame.Number, [NpyArray.Of("value", new[] { frame.Number }, 1)]))],
        };
    }

    private static Partial FromFile(Partial partial) => PartialFile.Read(new MemoryStream(BytesOf(partial)), "test.npz");

    private static byte[] BytesOf(Partial partial)
    {
        var file = new MemoryStream();
        PartialFile.Write(file, partial);
        return file.ToArray();
    }

    private sealed record Split(TestFrame[] Frames, int[] Bounds)
    {
        public IEnumerable<TestFrame[]> Ranges() => Bounds.Zip(Bounds.Skip(1), (start, end) => Frames[start..end]);
    }
}
