using VideoPipeline.Cli.Estimates;
using VideoPipeline.Simulation.Aws;
using VideoPipeline.Simulation.Runs;
using VideoPipeline.Simulation.Scenarios;
using Xunit;

namespace VideoPipeline.Simulation.Tests;

/// <summary>Throttling delays executions of the deployed definition, and fails none.</summary>
public sealed class ThrottlingTests
{
    private const int Seeds = 100;

    /// <summary>By how much the deployment may be slower than workers that are never idle while a range waits.</summary>
    private const double Slack = 1.25;

    [Fact]
    public void Run_ConcurrencyOf10And100Workers_EndsInTime()
    {
        var work = Videos.Ranges(200, 2, workers: 100);
        // Index, Plan and Reduce have the account for themselves.
        var ideal = Sequential(work) + work.Ranges.Sum() / 10;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var outcome = Simulate(concurrency: 10, executions: 1, work, seed);
            Assert.Equal(0, outcome.Failed);
            Assert.InRange(outcome.Finished, ideal * 0.9, ideal * Slack);
        }
    }

    [Fact]
    public void Run_100ExecutionsAtOnceWithConcurrencyOf10_EndsInTime()
    {
        var work = Videos.Ranges(200, 2, workers: 10);
        var outcome = Simulate(concurrency: 10, executions: 100, work, seed: 1);
        Assert.Equal((100, 0), (outcome.Executions, outcome.Failed));
        var ideal = Sequential(work) + 100 * (work.Ranges.Sum() + work.Index + work.Plan + work.Reduce) / 10;
        Assert.InRange(outcome.Finished, ideal * 0.9, ideal * Slack);
        Assert.InRange(outcome.MaxEvents, 1, 24_999);
    }

    [Fact]
    public void Run_20VideosOfLongRanges_EndInTimeAndRetriesCostLittle()
    {
        var work = Videos.Ranges(500, 60, workers: 100);
        var outcome = Simulate(concurrency: 1000, executions: 20, work, seed: 1);
        Assert.Equal((20, 0), (outcome.Executions, outcome.Failed));
        var ideal = Sequential(work) + 20 * work.Ranges.Sum() / 1000;
        Assert.InRange(outcome.Finished, ideal * 0.9, ideal * Slack);
        Assert.InRange(outcome.RetryShare, 0, 0.1);
    }

    private static Outcome Simulate(int concurrency, int executions, AwsWorkload work, int seed) => new Scenario(
        "", new AwsLimits(concurrency), new Settings(MaxWorkers: null, MaxExecutions: int.MaxValue),
        _ => Enumerable.Repeat((0.0, work), executions)).Simulate(seed);

    private static double Sequential(AwsWorkload work) =>
        AwsEstimate.Of(work with { Ranges = [0] }).Seconds;
}
