using VideoPipeline.Simulation.Aws;
using VideoPipeline.Simulation.Runs;
using VideoPipeline.Simulation.Scenarios;
using Xunit;

namespace VideoPipeline.Simulation.Tests;

/// <summary>Uploads beyond the bound wait in order, and none is lost.</summary>
public sealed class AdmissionTests
{
    [Fact]
    public void Upload_AnyBound_AllEndInOrderOfStart()
    {
        foreach (var maximum in (int[])[1, 3, 50])
        {
            var deployment = new Deployment(new AwsLimits(100), new Settings(null, maximum), seed: 1);
            for (var i = 0; i < 60; i++) deployment.Upload(i, Videos.Ranges(5, 3, workers: 5));
            deployment.Queue.Run();
            Assert.Equal(60, deployment.Ended.Count);
            Assert.All(deployment.Ended, execution => Assert.Null(execution.Error));
            var byUpload = deployment.Ended.OrderBy(execution => execution.Uploaded).Select(execution => execution.Started);
            Assert.Equal(byUpload.Order(), byUpload);
            Assert.InRange(MostAtOnce(deployment.Ended), 1, maximum);
        }
    }

    [Fact]
    public void Simulate_ThousandUploadsInAnHour_EndInMinutes()
    {
        var scenario = new Scenario(
            "", new AwsLimits(1000), new Settings(MaxWorkers: 900, MaxExecutions: 50), AllScenarios.Mix(1000));
        var outcome = scenario.Simulate(seed: 1);
        Assert.Equal((1000, 0), (outcome.Executions, outcome.Failed));
        Assert.InRange(outcome.SlowSeconds, 1, 60);
    }

    [Fact]
    public void Simulate_SameSeed_GivesTheSameOutcome()
    {
        var scenario = new Scenario("", new AwsLimits(20), new Settings(null, 5), AllScenarios.Mix(50));
        Assert.Equal(scenario.Simulate(seed: 7), scenario.Simulate(seed: 7));
    }

    private static int MostAtOnce(IEnumerable<EndedExecution> executions) => executions.Max(one =>
        executions.Count(other => other.Started <= one.Started && one.Started < other.Finished));
}
