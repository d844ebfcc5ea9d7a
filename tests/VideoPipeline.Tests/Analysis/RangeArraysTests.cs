using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Analysis;
using VideoPipeline.Npz;
using Xunit;

namespace VideoPipeline.Tests.Analysis;

/// <summary>Cuts leave no trace: merging is associative and gives what one range would have given.</summary>
public class RangeArraysTests
{
    // Wide and low, so that many cases take little time.
    private const int Width = 151;
    private const int Height = 9;

    [Fact]
    public void Merge_AnyCuts_EqualsTheWhole() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(CutSequences(), cut => Same(RangeArrays.Merge(cut.Ranges()), Analyzed(cut.Frames))));

    [Fact]
    public void Merge_PairwiseFromEitherEnd_IsTheSame() => Check.QuickThrowOnFailure(Prop.ForAll(CutSequences(), cut =>
    {
        var ranges = cut.Ranges();
        return Same(
            ranges.Aggregate(RangeArrays.Merge),
            ranges.Reverse().Aggregate((right, left) => RangeArrays.Merge(left, right)));
    }));

    [Fact]
    public void Merge_Ranges_LeavesThemUnchanged()
    {
        var (left, right) = (Analyzed(Frames(1, 3)), Analyzed(Frames(2, 2)));
        var before = right.Column<double>("content_score").Data.ToArray();
        _ = RangeArrays.Merge(left, right);
        Assert.Equal(0, before[0]);
        Assert.Equal(before, right.Column<double>("content_score").Data);
    }

    [Fact]
    public void Merge_DifferentColumns_Throws()
    {
        using var rgb = new RangeAnalyzer(Width, Height, new AnalysisOptions(Rgb: true));
        Assert.Throws<ArgumentException>(() => RangeArrays.Merge(Analyzed(Frames(1, 2)), rgb.Finish()));
    }

    [Fact]
    public void Column_UnknownName_ThrowsNamingThoseThereAre()
    {
        var thrown = Assert.Throws<KeyNotFoundException>(() => Analyzed([]).Column<double>("loudness"));
        Assert.Contains("sharpness", thrown.Message, StringComparison.Ordinal);
    }

    private static Arbitrary<CutSequence> CutSequences() =>
        (from seed in Gen.Choose(0, int.MaxValue)
         from count in Gen.Choose(0, 9)
         from cuts in Gen.ListOf(Gen.Choose(0, count), 4)
         select new CutSequence(Frames(seed, count), [.. cuts.Order()])).ToArbitrary();

    private static TestFrame[] Frames(int seed, int count) =>
        [.. Enumerable.Range(0, count).Select(i => TestFrame.Random(Width, Height, i, seed + i))];

    private static RangeArrays Analyzed(IEnumerable<TestFrame> frames)
    {
        using var analyzer = new RangeAnalyzer(Width, Height, new AnalysisOptions(), number => number % 3 == 0);
        foreach (var frame in frames) analyzer.Add(frame.View());
        return analyzer.Finish();
    }

    private static bool Same(RangeArrays a, RangeArrays b) =>
        a.Columns.Select(column => column.Name).SequenceEqual(b.Columns.Select(column => column.Name))
        && a.Columns.Zip(b.Columns).All(pair => Bytes(pair.First).SequenceEqual(Bytes(pair.Second)))
        && Same(a.First, b.First)
        && Same(a.Last, b.Last)
        && a.Mean.Frames == b.Mean.Frames
        && a.Mean.Sums.SequenceEqual(b.Mean.Sums)
        && a.Thumbnails.Select(Key).SequenceEqual(b.Thumbnails.Select(Key));

    private static bool Same(SeamImage? a, SeamImage? b) =>
        a is null || b is null ? a is null && b is null : a.Hsv.SequenceEqual(b.Hsv) && a.Luma.SequenceEqual(b.Luma) && a.Matching.SequenceEqual(b.Matching);

    private static string Key(Thumbnail thumbnail) =>
        $"{thumbnail.Frame} {thumbnail.Pts} {Convert.ToHexString(thumbnail.Image.Samples)}";

    private static byte[] Bytes(NpyArray column)
    {
        var bytes = new MemoryStream();
        column.EachBlock(block => bytes.Write(block));
        return bytes.ToArray();
    }

    private sealed record CutSequence(TestFrame[] Frames, int[] Cuts)
    {
        public IReadOnlyList<RangeArrays> Ranges()
        {
            int[] bounds = [0, .. Cuts, Frames.Length];
            return [.. bounds.Zip(bounds.Skip(1), (start, end) => Analyzed(Frames[start..end]))];
        }
    }
}
