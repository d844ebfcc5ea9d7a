using System.Numerics;
using VideoPipeline.Analysis;
using VideoPipeline.Analysis.Analyzers;
using VideoPipeline.Analysis.Frames;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Analysis;

/// <summary>Compares every column with a straightforward implementation of its definition.</summary>
public class AnalyzersTests
{
    private const int Width = 321;
    private const int Height = 241;

    private static readonly TestFrame[] s_frames =
    [
        .. Enumerable.Range(0, 3).Select(i => TestFrame.Random(Width, Height, 7 + i, seed: i)),
        TestFrame.Smooth(Width, Height, 10, seed: 4),
    ];

    [Fact]
    public void FrameNumber_Frames_ReturnsNumbersAndTimeStamps()
    {
        var arrays = Analyze();
        Assert.Equal([7, 8, 9, 10], arrays.Column<long>("frame").Data);
        Assert.Equal([1280, 1320, 1360, 1400], arrays.Column<long>("pts").Data);
    }

    [Fact]
    public void PlaneSums_OddSize_ReturnsSumsOfPlanes()
    {
        var sums = Analyze().Column<ulong>("sum_yuv");
        Assert.Equal([4, 3], sums.Shape);
        for (var i = 0; i < s_frames.Length; i++)
        {
            var view = s_frames[i].View();
            Assert.Equal([Sum(view.Luma), Sum(view.U), Sum(view.V)], sums.Data[(3 * i)..(3 * i + 3)]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BgrSums_EitherLayout_ReturnsBlueGreenRed(bool isBgr)
    {
        var frame = s_frames[0];
        ulong Channel(int c) => (ulong)frame.Packed.Where((_, i) => i % 3 == c).Sum(sample => (long)sample);
        ulong[] expected =
            isBgr ? [Channel(0), Channel(1), Channel(2)] : [Channel(2), Channel(1), Channel(0)];
        using var analyzer = new RangeAnalyzer(Width, Height, new AnalysisOptions(Rgb: true));
        analyzer.Add(frame.View(isBgr ? PixelLayout.Bgr24 : PixelLayout.Rgb24));
        Assert.Equal(expected, analyzer.Finish().Column<ulong>("sum_bgr").Data);
    }

    [Fact]
    public void BgrSums_NoPackedFrame_Throws()
    {
        using var analyzer = new RangeAnalyzer(Width, Height, new AnalysisOptions(Rgb: true));
        var thrown = Assert.Throws<ArgumentException>(() => analyzer.Add(s_frames[0].View()));
        Assert.Contains("Frame 7 has no packed samples", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LumaStatistics_Frames_ReturnsStatisticsOfFullSizeLuma()
    {
        var arrays = Analyze();
        for (var i = 0; i < s_frames.Length; i++)
        {
            var luma = s_frames[i].View().Luma.ToArray();
            var mean = luma.Average(sample => sample);
            Assert.Equal(mean, arrays.Column<double>("luma_mean").Data[i], 1e-9);
            var variance = luma.Average(sample => (sample - mean) * (sample - mean));
            Assert.Equal(Math.Sqrt(variance), arrays.Column<double>("luma_std").Data[i], 1e-9);
            Assert.Equal(luma.Min(), arrays.Column<byte>("luma_min").Data[i]);
            Assert.Equal(luma.Max(), arrays.Column<byte>("luma_max").Data[i]);
            var bins = Enumerable.Range(0, 32).Select(bin => (uint)luma.Count(sample => sample / 8 == bin));
            Assert.Equal(bins, arrays.Column<uint>("luma_hist").Data[(32 * i)..(32 * i + 32)]);
        }
    }

    [Fact]
    public void Sharpness_Frame_ReturnsVarianceOfLaplacianWithReflectedBorder() => ForEachFrame((small, _, row) =>
    {
        var (width, height) = (small.Size.Width, small.Size.Height);
        var luma = small.Luma.ToArray();
        int At(int x, int y) => luma[(Reflect(y, height) * width) + Reflect(x, width)];
        var values = (from y in Enumerable.Range(0, height)
                      from x in Enumerable.Range(0, width)
                      let around = At(x - 1, y) + At(x + 1, y) + At(x, y - 1) + At(x, y + 1)
                      select (double)(around - (4 * At(x, y)))).ToArray();
        var mean = values.Average();
        Assert.Equal(values.Average(value => (value - mean) * (value - mean)), row("sharpness"), 1e-6);
    });

    [Fact]
    public void Colorfulness_Frame_ReturnsHaslerSuesstrunkMetric() => ForEachFrame((small, _, row) =>
    {
        var pixels = small.Bgr.ToArray().Chunk(3).ToArray();
        var rg = pixels.Select(p => (double)p[2] - p[1]).ToArray();
        var yb = pixels.Select(p => ((p[2] + p[1]) / 2.0) - p[0]).ToArray();
        static double Squared(double value) => value * value;
        static double Variance(double[] values) => values.Average(Squared) - Squared(values.Average());
        var deviation = Math.Sqrt(Variance(rg) + Variance(yb));
        var mean = Math.Sqrt(Squared(rg.Average()) + Squared(yb.Average()));
        Assert.Equal(deviation + (0.3 * mean), row("colorfulness"), 1e-8);
    });

    [Fact]
    public void ContentScoreAndMotion_Frames_ReturnMeanDifferencesToPreviousFrame() =>
        ForEachFrame((small, previous, row) =>
    {
        var (content, motion) = (0.0, 0.0);
        if (previous is not null)
        {
            content =
                Enumerable.Range(0, 3).Average(c => MeanDifference(Channel(small.Hsv, c), Channel(previous.Hsv, c)));
            motion = MeanDifference(small.Luma.ToArray(), previous.Luma.ToArray());
        }

        Assert.Equal(content, row("content_score"), 1e-9);
        Assert.Equal(motion, row("motion"), 1e-9);
    });

    [Fact]
    public void PerceptualHash_RandomImages_MatchFloatingPointDct()
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var samples = new byte[32 * 32];
            new Random(seed).NextBytes(samples);
            var coefficients =
                (from v in Enumerable.Range(0, 8) from u in Enumerable.Range(0, 8) select Dct(samples, u, v)).ToArray();
            var sorted = coefficients.Order().ToArray();
            var median = (sorted[31] + sorted[32]) / 2;
            var hash = PerceptualHash.Compute(samples);
            for (var i = 0; i < 64; i++)
            {
                // The hash rounds the cosines, so the bit of a coefficient within the rounding error of the median may differ.
                if (Math.Abs(coefficients[i] - median) < 2) continue;
                Assert.Equal(coefficients[i] > median, ((hash >> (63 - i)) & 1) == 1);
            }
        }
    }

    [Fact]
    public void PerceptualHash_BrighterCopyAndOtherImage_HasSmallAndLargeDistance()
    {
        var (smooth, same) = (TestFrame.Smooth(640, 360, 0, seed: 1), TestFrame.Smooth(640, 360, 1, seed: 1));
        var hashes = Hashes(smooth, Brighter(same), TestFrame.Random(640, 360, 2, seed: 2));
        Assert.InRange(BitOperations.PopCount(hashes[0] ^ hashes[1]), 0, 4);
        Assert.InRange(BitOperations.PopCount(hashes[0] ^ hashes[2]), 16, 64);
    }

    [Fact]
    public void DifferenceHash_RisingLuma_SetsBits()
    {
        byte[] rising = [.. Enumerable.Range(0, 72).Select(i => (byte)(i % 9 * 20))];
        byte[] risingAtEnd = [.. Enumerable.Range(0, 72).Select(i => (byte)(i == 71 ? 1 : 0))];
        Assert.Equal(ulong.MaxValue, DifferenceHash.Compute(rising));
        Assert.Equal(1ul, DifferenceHash.Compute(risingAtEnd));
    }

    private static RangeArrays Analyze()
    {
        using var analyzer = new RangeAnalyzer(Width, Height, new AnalysisOptions());
        foreach (var frame in s_frames) analyzer.Add(frame.View());
        return analyzer.Finish();
    }

    private static void ForEachFrame(Action<ScaledFrame, ScaledFrame?, Func<string, double>> check)
    {
        var arrays = Analyze();
        using var shared = new AnalysisFrame(Width, Height);
        for (var i = 0; i < s_frames.Length; i++)
        {
            shared.Load(s_frames[i].View());
            check(shared.Scaled, shared.Previous, name => arrays.Column<double>(name).Data[i]);
        }
    }

    private static ulong[] Hashes(params TestFrame[] frames)
    {
        using var analyzer = new RangeAnalyzer(frames[0].Width, frames[0].Height, new AnalysisOptions());
        foreach (var frame in frames) analyzer.Add(frame.View());
        return analyzer.Finish().Column<ulong>("phash").Data;
    }

    private static TestFrame Brighter(TestFrame frame) => new(frame.Width, frame.Height, frame.Number, bytes =>
    {
        var view = frame.View();
        for (var i = 0; i < view.Luma.Length && i < bytes.Length; i++) bytes[i] = (byte)Math.Min(255, view.Luma[i] + 6);
    });

    private static int Reflect(int i, int size) => i < 0 ? -i : i >= size ? (2 * size) - 2 - i : i;

    private static double Dct(byte[] samples, int u, int v) =>
        (from y in Enumerable.Range(0, 32)
         from x in Enumerable.Range(0, 32)
         let across = Math.Cos(((2 * x) + 1) * u * Math.PI / 64)
         let down = Math.Cos(((2 * y) + 1) * v * Math.PI / 64)
         select samples[(32 * y) + x] * across * down).Sum();

    private static byte[] Channel(ReadOnlySpan<byte> samples, int channel) =>
        [.. samples.ToArray().Where((_, i) => i % 3 == channel)];

    private static double MeanDifference(byte[] left, byte[] right) =>
        left.Zip(right, (a, b) => Math.Abs(a - b)).Average();

    private static ulong Sum(ReadOnlySpan<byte> samples) => (ulong)samples.ToArray().Sum(sample => (long)sample);
}
