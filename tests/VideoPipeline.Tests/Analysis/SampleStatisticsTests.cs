using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Analysis.Statistics;
using Xunit;

namespace VideoPipeline.Tests.Analysis;

public sealed class SampleStatisticsTests
{
    [Fact]
    public void Compute_AnySamples_EqualsDefinition() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from length in Gen.Choose(1, 60_000)
         from least in Gen.Choose(0, 255)
         from greatest in Gen.Choose(least, 255)
         from seed in Gen.Choose(0, int.MaxValue)
         select (length, least, greatest, seed)).ToArbitrary(),
        input =>
        {
            var random = new Random(input.seed);
            var samples = new byte[input.length];
            for (var i = 0; i < samples.Length; i++) samples[i] = (byte)random.Next(input.least, input.greatest + 1);
            AssertStatistics(samples);
        }));

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    public void Compute_OneValueIn8K_DoesNotOverflow(byte value)
    {
        var samples = new byte[7680 * 4320];
        Array.Fill(samples, value);
        AssertStatistics(samples);
    }

    [Fact]
    public void Compute_SecondPlane_ForgetsTheFirst()
    {
        var statistics = new SampleStatistics();
        statistics.Compute(new byte[5000]);
        statistics.Compute([9, 7]);
        Assert.Equal(new Moments(2, 16, 130), statistics.Moments);
        Assert.Equal((7, 9), (statistics.Minimum, statistics.Maximum));
        Assert.Equal([1u, 1u], statistics.Bins[..2]);
    }

    [Fact]
    public void Count_EachValue_CountsOnlyItsBin()
    {
        if (!BinCounter.IsSupported) return;
        for (var value = 0; value < 256; value++)
        {
            var samples = new byte[BinCounter.Step];
            Array.Fill(samples, (byte)value);
            var bins = new uint[SampleStatistics.BinCount];
            BinCounter.Count(samples, bins);
            var expected = new uint[SampleStatistics.BinCount];
            expected[value / 8] = BinCounter.Step;
            Assert.Equal(expected, bins);
        }
    }

    private static void AssertStatistics(byte[] samples)
    {
        var statistics = new SampleStatistics();
        statistics.Compute(samples);
        var bins = new uint[SampleStatistics.BinCount];
        var (sum, squares) = (0L, 0L);
        foreach (var sample in samples)
        {
            bins[sample / 8]++;
            sum += sample;
            squares += sample * sample;
        }

        Assert.Equal(new Moments(samples.Length, sum, squares), statistics.Moments);
        Assert.Equal((samples.Min(), samples.Max()), (statistics.Minimum, statistics.Maximum));
        Assert.Equal(bins, statistics.Bins);
    }
}
