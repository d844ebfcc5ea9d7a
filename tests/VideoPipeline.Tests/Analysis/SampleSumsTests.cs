using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Analysis.Statistics;
using Xunit;

namespace VideoPipeline.Tests.Analysis;

public class SampleSumsTests
{
    [Fact]
    public void Of_RandomSamples_ReturnsSum() =>
        ForAnySamples(samples => SampleSums.Of(samples) == samples.Sum(sample => (long)sample));

    [Fact]
    public void OfAbsoluteDifferences_RandomSamples_ReturnsSum() => ForAnySamples(samples =>
    {
        var others = samples.Reverse().ToArray();
        var expected = samples.Zip(others, (a, b) => (long)Math.Abs(a - b)).Sum();
        return SampleSums.AbsoluteDifferences(samples, others) == expected;
    });

    [Fact]
    public void OfAbsoluteDifferences_DifferentLengths_Throws() =>
        Assert.Throws<ArgumentException>(() => SampleSums.AbsoluteDifferences(new byte[3], new byte[4]));

    [Fact]
    public void OfChannels_RandomPixels_ReturnsChannelSums() => ForAnySamples(samples =>
        SampleSums.PerChannel(samples) == (Channel(samples, 0), Channel(samples, 1), Channel(samples, 2)));

    [Fact]
    public void OfChannels_ManyWhitePixels_DoesNotOverflow()
    {
        var white = new byte[3 * 500_000];
        Array.Fill(white, byte.MaxValue);
        Assert.Equal((127_500_000, 127_500_000, 127_500_000), SampleSums.PerChannel(white));
    }

    [Fact]
    public void Histogram_RandomSamples_CountsEachValue() => ForAnySamples(samples =>
    {
        var histogram = new Histogram();
        histogram.Count([1, 2, 3]);
        histogram.Count(samples);
        var expected = new uint[256];
        foreach (var sample in samples) expected[sample]++;
        return expected.AsSpan().SequenceEqual(histogram.Counts);
    });

    private static long Channel(byte[] samples, int channel) =>
        samples.Where((_, i) => i % 3 == channel).Sum(sample => (long)sample);

    private static void ForAnySamples(Func<byte[], bool> property) =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            (from length in Gen.Choose(0, 30_000)
             from seed in Gen.Choose(0, int.MaxValue)
             select (length, seed)).ToArbitrary(),
            sequence =>
            {
                var samples = new byte[sequence.length];
                new Random(sequence.seed).NextBytes(samples);
                return property(samples);
            }));
}
