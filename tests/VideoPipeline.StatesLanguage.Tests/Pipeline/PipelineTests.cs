using System.Collections.Concurrent;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Pipeline;

public sealed class PipelineTests
{
    [Fact]
    public async Task RunAsync_ThreeRanges_DecodesEachAndReducesOnce()
    {
        var (machine, decoded) = Functions(workers: 2);

        var result = await machine.StartAsync(PipelineDefinition.Text, """{"video": "film.mp4"}""");

        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        Assert.Equal("runs/film/summary.json", result.Output!["summary"]);
        Assert.Equal([0, 97, 194], decoded.Order());
        Assert.Equal(3, result.MapRuns[0].ItemCounts.Succeeded);
    }

    [Fact]
    public async Task RunAsync_TransientFault_IsRetried()
    {
        var (machine, _) = Functions();
        var calls = 0;
        machine.Functions.With("Index", _ => ++calls < 4
            ? throw new TaskFailedException("Lambda.TooManyRequestsException", "Rate Exceeded.")
            : JsonData.Parse("""{"bucket": "store", "key": "runs/film/index.json"}"""));

        var result = await RunAsync(machine);

        Assert.Equal((ExecutionStatus.Succeeded, 4), (result.Status, calls));
    }

    [Fact]
    public async Task RunAsync_IndexFails_FailsWithItsErrorAndCause()
    {
        var (machine, decoded) = Functions();
        machine.Functions.With(
            "Index", _ => throw new TaskFailedException("VideoNotFoundException", """{"errorMessage":"gone"}"""));

        var result = await RunAsync(machine);

        Assert.Equal((ExecutionStatus.Failed, "VideoNotFoundException"), (result.Status, result.Error));
        Assert.Equal("""{"errorMessage":"gone"}""", result.Cause);
        Assert.Empty(decoded);
    }

    [Fact]
    public async Task RunAsync_OneRangeFails_FailsInTheMapAndTheItemHasTheError()
    {
        var (machine, _) = Functions();
        machine.Functions.With("Decode", payload => payload["range"]!["start"]!.Integer == 97
            ? throw new TaskFailedException("CorruptVideoException", "frame 98")
            : JsonData.Parse("""{"frames": 97}"""));

        var result = await RunAsync(machine);

        Assert.Equal((ExecutionStatus.Failed, ErrorNames.ExceedToleratedFailureThreshold), (result.Status, result.Error));
        var item = Assert.Single(result.MapRuns[0].Executions, item => item.Status == ExecutionStatus.Failed);
        Assert.Equal(("CorruptVideoException", "frame 98"), (item.Error, item.Cause));
    }

    [Fact]
    public async Task RunAsync_MissingPlan_FailsWithItemReaderFailed()
    {
        var (machine, _) = Functions();
        machine.Functions.With("Plan", _ => JsonData.Parse("""{"bucket": "store", "key": "nowhere.json", "workers": 1}"""));

        Assert.Equal(ErrorNames.ItemReaderFailed, (await RunAsync(machine)).Error);
    }

    private static (Machine Machine, ConcurrentBag<long> Decoded) Functions(int workers = 1)
    {
        var machine = new Machine { Options = new ExecutionOptions { Name = "film" } };
        var decoded = new ConcurrentBag<long>();
        machine.Functions
            .With("Index",
                payload => new ObjectBuilder { ["bucket"] = "store", ["key"] = $"runs/{payload["run"]!.Text}/index.json" })
            .With("Plan", payload =>
            {
                var key = $"runs/{payload["run"]!.Text}/plan.json";
                machine.Objects.With("store", key, """{"ranges": [{"start": 0}, {"start": 97}, {"start": 194}]}""");
                return new ObjectBuilder { ["bucket"] = "store", ["key"] = key, ["workers"] = workers };
            })
            .With("Decode", payload =>
            {
                decoded.Add(payload["range"]!["start"]!.Integer);
                return JsonData.Parse("""{"frames": 97}""");
            })
            .With("Reduce", payload => new ObjectBuilder { ["summary"] = $"runs/{payload["run"]!.Text}/summary.json" });
        return (machine, decoded);
    }

    private static Task<ExecutionResult> RunAsync(Machine machine) =>
        machine.RunAsync(PipelineDefinition.Text, """{"video": "film.mp4"}""");
}
