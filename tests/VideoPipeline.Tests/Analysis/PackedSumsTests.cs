using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Analysis;
using Xunit;

namespace VideoPipeline.Tests.Analysis;

public class PackedSumsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 8)]
    [InlineData(2, 9)]
    [InlineData(257, 16)]
    [InlineData(258, 17)]
    [InlineData(4112, 20)]
    [InlineData(4113, 21)]
    public void BitsFor_Frames_ReturnsBitsOfLargestSum(long frames, int bits) => Assert.Equal(bits, PackedSums.BitsFor(frames));

    [Fact]
    public void BitsFor_SumsThatDoNotFitAWord_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PackedSums.BitsFor(1L << 50));

    [Fact]
    public void AddTo_PackedSums_AddsEachToItsTotal() => Check.QuickThrowOnFailure(Prop.ForAll(Cases(), sample =>
    {
        var packed = PackedSums.Pack(sample.Sums, sample.Frames);
        var totals = sample.Sums.Select((_, i) => (ulong)i).ToArray();
        PackedSums.AddTo(totals, packed, sample.Frames);
        return packed.Length == ((sample.Sums.Length * PackedSums.BitsFor(sample.Frames)) + 7) / 8
            && totals.SequenceEqual(sample.Sums.Select((sum, i) => sum + (ulong)i));
    }));

    private static Arbitrary<(long Frames, ulong[] Sums)> Cases() =>
        (from frameBits in Gen.Choose(0, 48)
         from count in Gen.Choose(0, 40)
         from seed in Gen.Choose(0, int.MaxValue)
         select Case(1L << frameBits, count, new Random(seed))).ToArbitrary();

    private static (long Frames, ulong[] Sums) Case(long frames, int count, Random random) =>
        (frames, [.. Enumerable.Range(0, count).Select(i => i % 5 == 0 ? 255UL * (ulong)frames : Below(255 * frames, random))]);

    private static ulong Below(long limit, Random random) => (ulong)random.NextInt64(limit);
}
