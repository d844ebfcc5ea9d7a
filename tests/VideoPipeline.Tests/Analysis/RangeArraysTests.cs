using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Analysis;
using VideoPipeline.Npz;
using Xunit;

namespace VideoPipeline.Tests.Analysis;

/// <summary>Merging is associative and equals the analysis of a single range.</summary>
public class RangeArraysTests
{
    // Few samples, so that many cases take little time.
    private const int Width = 151;
    private const int Height = 9;

    [Fact]
    public void Merge_RandomSplits_EqualsSingleRange() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(SplitSequences(), split => AreEqual(RangeArrays.Merge(split.Ranges()), Analyze(split.Frames))));

    [Fact]
    public void Merge_PairwiseFromEitherEnd_GivesSameResult() => Check.QuickThrowOnFailure(Prop.ForAll(SplitSequences(), split =>
    {
        var ranges = split.Ranges();
        return AreEqual(
            ranges.Aggregate(RangeArrays.Merge),
            ranges.Reverse().Aggregate((right, left) => RangeArrays.Merge(left, right)));
    }));

    [Fact]
    public void Merge_Ranges_DoesNotModifyThem()
    {
        var (left, right) = (Analyze(Frames(1, 3)), Analyze(Frames(2, 2)));
        var before = right.Column<double>("content_score").Data.ToArray();
        var merged = RangeArrays.Merge(left, right);
        Assert.NotEqual(0, merged.Column<double>("content_score").Data[3]);
        Assert.Equal(0, before[0]);
        Assert.Equal(before, right.Column<double>("content_score").Data);
    }

    [Fact]
    public void Merge_DifferentColumns_Throws()
    {
        using var rgb = new RangeAnalyzer(Width, Height, new AnalysisOptions(Rgb: true));
        Assert.Throws<ArgumentException>(() => RangeArrays.Merge(Analyze(Frames(1, 2)), rgb.Finish()));
    }

    [Fact]
    public void Column_UnknownName_ThrowsWithExistingNames()
    {
        var thrown = Assert.Throws<KeyNotFoundException>(() => Analyze([]).Column<double>("loudness"));
        Assert.Contains("sharpness", thrown.Message, StringComparison.Ordinal);
    }

    private static Arbitrary<SplitSequence> SplitSequences() =>
        (from seed in Gen.Choose(0, int.MaxValue)
         from count in Gen.Choose(0, 9)
         from splits in Gen.ListOf(Gen.Choose(0, count), 4)
         select new SplitSequence(Frames(seed, count), [.. splits.Order()])).ToArbitrary();

    private static TestFrame[] Frames(int seed, int count) =>
        [.. Enumerable.Range(0, count).Select(i => TestFrame.Random(Width, Height, i, seed + i))];

    private static RangeArrays Analyze(IEnumerable<TestFrame> frames)
    {
        using var analyzer = new RangeAnalyzer(
            Width, Height, new AnalysisOptions(), number => number % 2 == 0);
        foreach (var frame in frames) analyzer.Add(frame.View());
        return analyzer.Finish();
    }

    private static bool AreEqual(RangeArrays a, RangeArrays b) =>
        a.Columns.Select(column => column.Name).SequenceEqual(b.Columns.Select(column => column.Name))
        && a.Columns.Zip(b.Columns).All(pair => Bytes(pair.First).SequenceEqual(Bytes(pair.Second)))
        && AreEqual(a.First, b.First)
        && AreEqual(a.Last, b.Last)
        && a.Mean.Frames == b.Mean.Frames
        && a.Mean.Sums.SequenceEqual(b.Mean.Sums)
        && a.Previews.Select(Key).SequenceEqual(b.Previews.Select(Key));

    private static bool AreEqual(BoundaryFrame? a, BoundaryFrame? b) =>
        a is null || b is null
            ? a is null && b is null
            : a.Planes.SequenceEqual(b.Planes);

    private static string Key(Preview preview) => $"{preview.Frame} {preview.Pts} {Convert.ToHexString(preview.Jpeg)}";

    private static byte[] Bytes(NpyArray column)
    {
        var bytes = new MemoryStream();
        column.ForEachBlock(block => bytes.Write(block));
        return bytes.ToArray();
    }

    private sealed record SplitSequence(TestFrame[] Frames, int[] Splits)
    {
        public IReadOnlyList<RangeArrays> Ranges()
        {
            int[] bounds = [0, .. Splits, Frames.Length];
            return [.. bounds.Zip(bounds.Skip(1), (start, end) => Analyze(Frames[start..end]))];
        }
    }
}
