using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Analysis.Matching;
using Xunit;

namespace VideoPipeline.Tests.Analysis.Matching;

public sealed class BlockMatcherTests
{
    private readonly BlockMatcher _matcher = new();

    [Fact]
    public void Match_TheSamePicture_FindsNothingChangedOrMoved()
    {
        var picture = Picture.At();
        foreach (var (difference, x, y) in _matcher.Match(picture, picture))
            Assert.Equal((0, 0.0, 0.0), (difference, x ?? 0, y ?? 0));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-3, 2)]
    [InlineData(5, -5)]
    public void Match_AMovedView_FindsWhereInnerBlocksLay(int x, int y)
    {
        var blocks = _matcher.Match(Picture.At(), Picture.At(x, y));
        for (var block = 0; block < blocks.Length; block++)
        {
            var (column, row) = (block % BlockMatcher.Columns, block / BlockMatcher.Columns);
            if (column is 0 or BlockMatcher.Columns - 1 || row is 0 or BlockMatcher.Rows - 1) continue;
            Assert.Equal(0, blocks[block].Difference);
            Assert.Equal(x, blocks[block].X ?? x, tolerance: 0.5);
            Assert.Equal(y, blocks[block].Y ?? y, tolerance: 0.5);
        }
    }

    [Fact]
    public void Match_APlainPicture_DoesNotSayWhereBlocksLay()
    {
        foreach (var block in _matcher.Match(new byte[MatchImage.Length], new byte[MatchImage.Length]))
            Assert.Equal(new BlockMatch(0, null, null), block);
    }

    [Fact]
    public void Match_AnyPictures_FindsTheLeastDifferenceOfAllShifts() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(10),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var (previous, current) = (new byte[MatchImage.Length], new byte[MatchImage.Length]);
            new Random(seed).NextBytes(previous);
            new Random(seed + 1).NextBytes(current);
            var differences = new List<int>();
            foreach (var block in _matcher.Match(previous, current)) differences.Add(block.Difference);
            return differences.SequenceEqual(Enumerable.Range(0, differences.Count).Select(block => Least(previous, current, block)));
        }));

    /// <summary>The same, sample by sample.</summary>
    private static int Least(byte[] previous, byte[] current, int block)
    {
        var (left, top) = (block % BlockMatcher.Columns * BlockMatcher.BlockWidth, block / BlockMatcher.Columns * BlockMatcher.BlockHeight);
        return (from dy in Enumerable.Range(-6, 13) from dx in Enumerable.Range(-6, 13) select Difference(dx, dy)).Min();

        int Difference(int dx, int dy)
        {
            var sum = 0;
            for (var plane = 0; plane < MatchImage.Planes; plane++)
            {
                for (var y = top; y < top + BlockMatcher.BlockHeight; y++)
                {
                    for (var x = left; x < left + BlockMatcher.BlockWidth; x++)
                    {
                        var there = (Math.Clamp(y + dy, 0, MatchImage.Height - 1) * MatchImage.Width) + Math.Clamp(x + dx, 0, MatchImage.Width - 1);
                        var here = (y * MatchImage.Width) + x;
                        sum += Math.Abs(current[(plane * MatchImage.Area) + here] - previous[(plane * MatchImage.Area) + there]);
                    }
                }
            }

            return sum;
        }
    }
}
