using VideoPipeline.Cli.Estimates;
using VideoPipeline.Cli.Estimates.Calibration;
using VideoPipeline.Planning;
using VideoPipeline.Simulation.Aws;
using VideoPipeline.Simulation.Runs;
using VideoPipeline.Simulation.Scenarios;
using Xunit;

namespace VideoPipeline.Simulation.Tests;

/// <summary>The arithmetic of <c>plan --on aws</c> agrees with the simulation.</summary>
public sealed class EstimateTests
{
    /// <summary>The difference that docs/deploy.md states; the arithmetic has neither noise nor stragglers.</summary>
    internal const double Tolerance = 0.17;

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

    // What a measured run says of the steps changes both in the same way.
    [Fact]
    public void Of_Calibrated_AgreesWithTheSimulation()
    {
        var index = Videos.FullHd(60);
        var plan = Planner.Create(
            index, 100, sharedProcessors: null, null, whole: null, worker: new RemoteWorker(RemoteWorker.DefaultMegabytes));
        var work = AwsWorkload.Of(
            index, 100, RangeLoads.Of(plan, index), new RemoteWorker(RemoteWorker.DefaultMegabytes),
            new StepFactors(1, 0.5, 0.5, 1.8, 2, Runs: 1));
        var estimate = AwsEstimate.Of(work);
        Assert.True(estimate.DecodeSeconds > AwsEstimate.Of(Videos.Work(index)).DecodeSeconds);
        var outcome = SimulateAlone(work, Spread.Default with { Stragglers = 0 }); // of the longer ranges, one would exceed it
        Assert.InRange(outcome.Finished - StartSeconds, estimate.Seconds * (1 - Tolerance), estimate.Seconds * (1 + Tolerance));
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

    /// <summary>The seconds from an upload to the start of its execution, which the arithmetic does not have.</summary>
    internal const double StartSeconds = 1.1;

    private static Outcome SimulateAlone(AwsWorkload work, Spread spread) => new Scenario(
        "", new AwsLimits(2000), new Settings(null, 1), _ => [(0, work)]).Simulate(seed: 1, spread);
}
