using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Analysis.Matching;
using Xunit;

namespace VideoPipeline.Tests.Analysis.Matching;

public sealed class BlockMatcherTests
{
    private readonly BlockMatcher _matcher = new();

    [Fact]
    public void Match_SameImage_ReturnsZeroDifferenceAndDisplacement()
    {
        var image = Picture.At();
        var known = 0;
        foreach (var (difference, x, y) in _matcher.Match(image, image))
        {
            Assert.Equal((0, 0.0, 0.0), (difference, x ?? 0, y ?? 0));
            if (x is not null || y is not null) known++;
        }

        Assert.True(known > BlockMatcher.Columns * BlockMatcher.Rows / 2, $"{known} blocks with a displacement");
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-3, 2)]
    [InlineData(5, -5)]
    public void Match_ShiftedImage_ReturnsDisplacementOfInnerBlocks(int x, int y)
    {
        var blocks = _matcher.Match(Picture.At(), Picture.At(x, y));
        var known = 0;
        for (var block = 0; block < blocks.Length; block++)
        {
            var (column, row) = (block % BlockMatcher.Columns, block / BlockMatcher.Columns);
            if (column is 0 or BlockMatcher.Columns - 1 || row is 0 or BlockMatcher.Rows - 1) continue;
            Assert.Equal(0, blocks[block].Difference);
            Assert.Equal(x, blocks[block].X ?? x, tolerance: 0.5);
            Assert.Equal(y, blocks[block].Y ?? y, tolerance: 0.5);
            if (blocks[block] is not (_, null, null)) known++;
        }

        Assert.True(known > (BlockMatcher.Columns - 2) * (BlockMatcher.Rows - 2) / 2, $"{known} blocks with a displacement");
    }

    [Fact]
    public void Match_UniformImage_ReturnsNoDisplacement()
    {
        foreach (var block in _matcher.Match(new byte[MatchImage.Length], new byte[MatchImage.Length]))
            Assert.Equal(new BlockMatch(0, null, null), block);
    }

    [Fact]
    public void Match_RandomImages_ReturnsMinimumDifferenceOfAllDisplacements() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(10),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var (previous, current) = (new byte[MatchImage.Length], new byte[MatchImage.Length]);
            new Random(seed).NextBytes(previous);
            new Random(seed + 1).NextBytes(current);
            var differences = new List<int>();
            foreach (var block in _matcher.Match(previous, current)) differences.Add(block.Difference);
            return differences.SequenceEqual(
                Enumerable.Range(0, BlockMatcher.Columns * BlockMatcher.Rows)
                    .Select(block => MinDifference(previous, current, block)));
        }));

    /// <summary>Computes the minimum difference sample by sample.</summary>
    private static int MinDifference(byte[] previous, byte[] current, int block)
    {
        var left = block % BlockMatcher.Columns * BlockMatcher.BlockWidth;
        var top = block / BlockMatcher.Columns * BlockMatcher.BlockHeight;
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
                        var row = Math.Clamp(y + dy, 0, MatchImage.Height - 1);
                        var column = Math.Clamp(x + dx, 0, MatchImage.Width - 1);
                        var offset = plane * MatchImage.Area;
                        sum += Math.Abs(
                            current[offset + (y * MatchImage.Width) + x] - previous[offset + (row * MatchImage.Width) + column]);
                    }
                }
            }

            return sum;
        }
    }
}
