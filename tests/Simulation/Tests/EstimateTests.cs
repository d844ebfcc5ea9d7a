using VideoPipeline.Cli.Estimates;
using VideoPipeline.Simulation.Aws;
using VideoPipeline.Simulation.Runs;
using VideoPipeline.Simulation.Scenarios;
using Xunit;

namespace VideoPipeline.Simulation.Tests;

/// <summary>The arithmetic of <c>plan --on aws</c> agrees with the simulation.</summary>
public sealed class EstimateTests
{
    /// <summary>The difference that docs/deploy.md states; the arithmetic has neither noise nor stragglers.</summary>
    private const double Tolerance = 0.17;

    [Theory]
    [InlineData(1, 100)]
    [InlineData(10, 100)]
    [InlineData(60, 20)]
    [InlineData(60, 100)]
    [InlineData(60, 1000)]
    public void Of_LoneFilm_AgreesWithTheSimulation(double minutes, int workers)
    {
        var work = Videos.Work(Videos.FullHd(minutes), workers);
        var estimate = AwsEstimate.Of(work);
        var outcome = SimulateAlone(work, Spread.Default);
        Assert.InRange(outcome.Finished - StartSeconds, estimate.Seconds * (1 - Tolerance), estimate.Seconds * (1 + Tolerance));
        Assert.InRange(outcome.GigabyteSeconds / estimate.GigabyteSeconds, 1 - Tolerance, 1 + Tolerance);
    }

    [Fact]
    public void Of_WithoutNoise_CountsTheSameTransitionsAndGigabyteSeconds()
    {
        var work = Videos.Work(Videos.FullHd(10));
        var estimate = AwsEstimate.Of(work);
        var outcome = SimulateAlone(work, new Spread(0, 0, 1));
        Assert.Equal(estimate.Transitions, outcome.Transitions);
        Assert.Equal(estimate.GigabyteSeconds, outcome.GigabyteSeconds, estimate.GigabyteSeconds / 100);
    }

    [Fact]
    public void Of_HourOfFullHdInTwentyRanges_CostsAtMostFiveCents()
    {
        var estimate = AwsEstimate.Of(Videos.Work(Videos.FullHd(60), workers: 10, megabytes: 1769));
        Assert.InRange(estimate.Cost.Total, 0.01m, 0.05m);
    }

    [Fact]
    public void Of_HourOfFullHdInThousandRanges_CostsAtMostTwentyCents()
    {
        var index = Videos.FullHd(60);
        var work = Videos.Work(index, workers: 1000, framesPerRange: index.Frames!.Count / 1000);
        Assert.InRange(work.Ranges.Count, 800, 1000);
        Assert.InRange(AwsEstimate.Of(work).Cost.Total, 0.05m, 0.20m);
    }

    private const double StartSeconds = 1.1;

    private static Outcome SimulateAlone(AwsWorkload work, Spread spread) => new Scenario(
        "", new AwsLimits(2000), new Settings(null, 1), _ => [(0, work)]).Simulate(seed: 1, spread);
}
