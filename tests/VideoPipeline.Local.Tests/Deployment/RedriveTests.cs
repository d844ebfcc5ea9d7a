using System.Text;
using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>
/// A failed execution that is redriven after its cause is mended. Redrives as Step Functions does: it goes on from the state that
/// failed, with that state's input, and runs again only the items of a Map Run that did not succeed (Step Functions developer
/// guide, "Restarting state machine executions with redrive").
/// </summary>
public sealed class RedriveTests(S3TestServer server) : IClassFixture<S3TestServer>
{
    private const string Video = "videos/film.mp4";

    [S3Theory]
    [InlineData("IndexFunction", "Index")]
    [InlineData("PlanFunction", "Plan")]
    [InlineData("DecodeFunction", "Decode")]
    [InlineData("PlanStillsFunction", "PlanStills")]
    [InlineData("AnalyzeStillsFunction", "AnalyzeStills")]
    [InlineData("ReduceFunction", "Reduce")]
    public async Task Redrive_AfterTheCauseIsMended_GoesOnFromTheStateThatFailed(string function, string state)
    {
        await using var deployed = await DeployedFunctions.StartAsync(server);
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        await server.PutAsync(deployed.Bucket, Video, await File.ReadAllBytesAsync(video));
        var input = JToken.FromObject(new
        {
            video = $"s3://{deployed.Bucket}/{Video}", framesPerRange = 30, workers = 2, fingerprint = true,
        });
        deployed.Fail(function, [new ServerFault.Status(403)]); // Not tried again.

        var failed = await deployed.RunAsync("redriven", input);
        deployed.Invocations.Clear();
        var (redriven, items) = await RedriveAsync(deployed, "redriven", failed, input);

        Assert.Equal((ExecutionStatus.Failed, state), (failed.Status, FailedState(failed).Name));
        Assert.Equal((ExecutionStatus.Succeeded, null), (redriven.Status, redriven.Error));
        Assert.True(await deployed.Store.ExistsAsync(new RunKeys("redriven").Summary, default));
        Assert.Equal(function, deployed.Invocations.First());
        Assert.Equal(items ?? 1, deployed.Invocations.Count(name => name == function));
    }

    // Returns the number of items that ran again; null if the state is not a Map.
    private static async Task<(ExecutionResult Result, int? Items)> RedriveAsync(
        DeployedFunctions deployed, string name, ExecutionResult failed, JToken input)
    {
        var definition = JObject.Parse(deployed.Definition);
        var entered = FailedState(failed);
        var state = (JObject)definition["States"]![entered.Name]!;
        var isMap = (string?)state["Type"] == "Map";
        var items = isMap ? await UnfinishedItemsAsync(deployed, failed, entered) : null;
        foreach (var item in items ?? [])
        {
            var again = await deployed.RunAsync(name, item, ItemProcessor(state));
            Assert.Equal((ExecutionStatus.Succeeded, null), (again.Status, again.Error));
        }

        // The first state passes on the input of the failed state; states read the execution's input from the context object.
        var begin = definition["States"]!["Begin"]!;
        (begin["Result"], begin["Next"]) = (entered.Input, isMap ? state["Next"]! : entered.Name);
        RemoveUnreachable(definition);
        return (await deployed.RunAsync(name, input, definition.ToString()), items?.Count);
    }

    private static string ItemProcessor(JObject map)
    {
        var processor = (JObject)map["ItemProcessor"]!.DeepClone();
        processor.Remove("ProcessorConfig");
        return processor.ToString();
    }

    private static void RemoveUnreachable(JObject definition)
    {
        var states = (JObject)definition["States"]!;
        var (reached, open) = (new HashSet<string>(), new Stack<string>([(string)definition["StartAt"]!]));
        while (open.TryPop(out var name))
        {
            if (!reached.Add(name)) continue;
            foreach (var next in states[name]!.SelectTokens("$..['Next','Default']")) open.Push((string)next!);
        }
        foreach (var name in states.Properties().Select(state => state.Name).Where(name => !reached.Contains(name)).ToList())
            states.Remove(name);
    }

    // The inputs of the items that failed, were aborted or never started.
    private static async Task<IReadOnlyList<JToken>?> UnfinishedItemsAsync(
        DeployedFunctions deployed, ExecutionResult failed, StateEnteredDetails map)
    {
        var (field, list) = map.Name == "Decode" ? ("range", "ranges") : ("group", "groups");
        var reference = map.Input[map.Name == "Decode" ? "plan" : "stills"]!;
        var json = await deployed.Store.GetBytesAsync((string)reference["key"]!, default);
        var children = failed.MapRuns[^1].Executions;
        var done = children.Where(child => child.Status == ExecutionStatus.Succeeded)
            .Select(child => (int)child.Input[field]!["index"]!).ToHashSet();
        Assert.Contains(children, child => child.Status == ExecutionStatus.Failed);
        var unfinished = new List<JToken>();
        foreach (var item in JObject.Parse(Encoding.UTF8.GetString(json!))[list]!)
        {
            if (done.Contains((int)item["index"]!)) continue;
            var child = children[0].Input.DeepClone();
            child[field] = item;
            unfinished.Add(child);
        }
        return unfinished;
    }

    private static StateEnteredDetails FailedState(ExecutionResult failed) =>
        failed.History.Select(entry => entry.Details).OfType<StateEnteredDetails>().Last();
}
