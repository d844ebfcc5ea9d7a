using VideoPipeline.Simulation.Aws;
using VideoPipeline.Simulation.Deployed;
using VideoPipeline.Simulation.Runs;
using VideoPipeline.Simulation.Scenarios;
using Xunit;

namespace VideoPipeline.Simulation.Tests;

/// <summary>Loads of more than a day: the time limit of an execution, and the length of the history of one that waits.</summary>
public sealed class LongLoadTests
{
    private const double Day = 86_400;

    private static readonly DeployedWorkflow s_definition = DeployedWorkflow.Read();

    [Fact]
    public void Run_FiftyFilmsOfTenHoursWithConcurrencyOf10_AllSucceed()
    {
        var outcome = Simulate(s_definition);
        Assert.Equal((50, 0), (outcome.Executions, outcome.Failed));
        Assert.InRange(outcome.Finished, Day, s_definition.Timeout);
        Assert.InRange(outcome.MaxEvents, 1, ExecutionRun.MaxEvents);
    }

    [Fact]
    public void Run_LoadLongerThanTheTimeLimit_ExecutionsTimeOut()
    {
        var outcome = Simulate(s_definition with { Timeout = Day });
        Assert.Equal(50, outcome.Executions);
        Assert.InRange(outcome.Failed, 1, 50);
    }

    [Fact]
    public void Run_HistoryFilledByRetries_ExecutionsFail()
    {
        var outcome = Simulate(WithMaxDelay(s_definition, 20));
        Assert.InRange(outcome.Failed, 1, 50);
    }

    // A child execution may wait for as long as its execution may run: its history has room for the retries.
    [Fact]
    public void Definition_ChildThatWaitsUntilTheTimeLimit_HasRoomInItsHistory()
    {
        const int EventsPerAttempt = 3;
        foreach (var map in s_definition.States.Values.Where(state => state.Children is not null))
        {
            var retrier = map.Children!.States.Values.Single().Retry[0];
            var attempts = ExecutionRun.MaxEvents / EventsPerAttempt;
            Assert.InRange(s_definition.Timeout, 1, attempts * retrier.MaxDelay / 2 * 0.95); // full jitter: half of it on average
        }
    }

    private static DeployedWorkflow WithMaxDelay(DeployedWorkflow workflow, double seconds) => workflow with
    {
        States = workflow.States.ToDictionary(state => state.Key, state => state.Value with
        {
            Retry = [.. state.Value.Retry.Select(retrier => retrier with { MaxDelay = seconds })],
            Children = state.Value.Children is { } children ? WithMaxDelay(children, seconds) : null,
        }),
    };

    private static Outcome Simulate(DeployedWorkflow definition)
    {
        var deployment = new Deployment(
            new AwsLimits(10), new Settings(MaxWorkers: 1000, MaxExecutions: 50), definition, DeployedTemplate.Read(), seed: 1);
        var film = Videos.Work(Videos.Index(10 * 3600, 3840, 2160, "hevc", 16e6));
        for (var i = 0; i < 50; i++) deployment.Upload(0, film);
        return Outcome.Of(deployment);
    }
}
