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
        for (var seed = 0; seed < Seeds; seed++)
        {
            var outcome = Simulate(concurrency: 10, executions: 1, work, seed);
            Assert.Equal(0, outcome.Failed);
            // Index, Plan and Reduce have the account for themselves.
            AssertInTime(outcome, NeverIdle(10, 1, work, seed) + Sequential(work));
        }
    }

    [Fact]
    public void Run_100ExecutionsAtOnceWithConcurrencyOf10_EndsInTime()
    {
        var work = Videos.Ranges(200, 2, workers: 10);
        var outcome = Simulate(concurrency: 10, executions: 100, work, seed: 1);
        Assert.Equal((100, 0), (outcome.Executions, outcome.Failed));
        AssertInTime(
            outcome,
            NeverIdle(10, 100, work, seed: 1) + Sequential(work) + (100 * (work.Index + work.Plan + work.Reduce) / 10));
        Assert.InRange(outcome.MaxEvents, 1, ExecutionRun.MaxEvents);
    }

    [Fact]
    public void Run_20VideosOfLongRanges_EndInTimeAndRetriesCostLittle()
    {
        var work = Videos.Ranges(500, 60, workers: 100);
        var outcome = Simulate(concurrency: 1000, executions: 20, work, seed: 1);
        Assert.Equal((20, 0), (outcome.Executions, outcome.Failed));
        AssertInTime(outcome, NeverIdle(1000, 20, work, seed: 1) + Sequential(work));
        Assert.InRange(outcome.RetryShare, 0, 0.1);
    }

    // Few ranges for each worker: what the last ones wait, and the last of them that is slow, weighs most.
    [Theory]
    [InlineData(1000, 15, 200, 60)]
    [InlineData(1000, 20, 200, 60)]
    [InlineData(1000, 30, 200, 60)]
    [InlineData(1000, 20, 200, 20)]
    [InlineData(1000, 50, 200, 10)]
    [InlineData(100, 3, 200, 30)]
    public void Run_FewRangesForEachWorker_EndsInTime(int concurrency, int executions, int ranges, double seconds)
    {
        var work = Videos.Ranges(ranges, seconds, workers: 100);
        for (var seed = 0; seed < 10; seed++)
        {
            var outcome = Simulate(concurrency, executions, work, seed);
            Assert.Equal((executions, 0), (outcome.Executions, outcome.Failed));
            AssertInTime(outcome, NeverIdle(concurrency, executions, work, seed) + Sequential(work));
        }
    }

    private static void AssertInTime(Outcome outcome, double ideal) =>
        Assert.InRange(outcome.Finished, ideal * 0.75, ideal * Slack);

    private static Outcome Simulate(int concurrency, int executions, AwsWorkload work, int seed) => new Scenario(
        "", new AwsLimits(concurrency), new Settings(MaxWorkers: null, MaxExecutions: int.MaxValue),
        _ => Enumerable.Repeat((0.0, work), executions)).Simulate(seed);

    private static double Sequential(AwsWorkload work) =>
        AwsEstimate.Of(work with { Ranges = [0] }).Seconds;

    /// <summary>
    /// The seconds that workers take which are never idle while a range waits, with the same spread of durations. Dividing the
    /// work by the concurrency would be less than any order of the ranges can reach: workers do not end at the same time, and one
    /// slow range begins last.
    /// </summary>
    private static double NeverIdle(int concurrency, int executions, AwsWorkload work, int seed)
    {
        var random = new Random(seed);
        var free = new PriorityQueue<int, double>();
        for (var worker = 0; worker < concurrency; worker++) free.Enqueue(worker, 0);
        var last = 0.0;
        foreach (var seconds in Enumerable.Repeat(work.Ranges, executions).SelectMany(ranges => ranges))
        {
            free.TryDequeue(out var worker, out var begin);
            var end = begin + Spread.Default.Draw(seconds, random);
            last = Math.Max(last, end);
            free.Enqueue(worker, end);
        }
        return last;
    }
}
