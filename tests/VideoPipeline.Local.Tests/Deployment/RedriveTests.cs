using System.Text.Json.Nodes;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
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
        var input = ObjectData.Of(
            ("video", $"s3://{deployed.Bucket}/{Video}"), ("framesPerRange", 30), ("workers", 2), ("fingerprint", true));
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
        DeployedFunctions deployed, string name, ExecutionResult failed, JsonData input)
    {
        var definition = JsonNode.Parse(deployed.Definition)!.AsObject();
        var entered = FailedState(failed);
        var state = definition["States"]![entered.Name]!.AsObject();
        var isMap = (string?)state["Type"] == "Map";
        var items = isMap ? await UnfinishedItemsAsync(deployed, failed, entered) : null;
        foreach (var item in items ?? [])
        {
            var again = await deployed.RunAsync(name, item, ItemProcessor(state));
            Assert.Equal((ExecutionStatus.Succeeded, null), (again.Status, again.Error));
        }

        // The first state passes on the input of the failed state; states read the execution's input from the context object.
        var begin = definition["States"]!["Begin"]!;
        begin["Result"] = JsonNode.Parse(entered.Input.ToUtf8());
        begin["Next"] = isMap ? state["Next"]!.DeepClone() : entered.Name;
        RemoveUnreachable(definition);
        return (await deployed.RunAsync(name, input, definition.ToJsonString()), items?.Count);
    }

    private static string ItemProcessor(JsonObject map)
    {
        var processor = map["ItemProcessor"]!.DeepClone().AsObject();
        processor.Remove("ProcessorConfig");
        return processor.ToJsonString();
    }

    private static void RemoveUnreachable(JsonObject definition)
    {
        var states = definition["States"]!.AsObject();
        var (reached, open) = (new HashSet<string>(), new Stack<string>([(string)definition["StartAt"]!]));
        while (open.TryPop(out var name))
        {
            if (!reached.Add(name)) continue;
            foreach (var node in TemplateFile.DescendantsAndSelf(states[name]).OfType<JsonObject>())
            {
                foreach (var next in new[] { node["Next"], node["Default"] }.OfType<JsonNode>()) open.Push((string)next!);
            }
        }
        foreach (var name in states.Select(state => state.Key).Where(name => !reached.Contains(name)).ToList())
            states.Remove(name);
    }

    // The inputs of the items that failed, were aborted or never started.
    private static async Task<IReadOnlyList<JsonData>?> UnfinishedItemsAsync(
        DeployedFunctions deployed, ExecutionResult failed, StateEnteredDetails map)
    {
        var (field, list) = map.Name == "Decode" ? ("range", "ranges") : ("group", "groups");
        var reference = map.Input[map.Name == "Decode" ? "plan" : "stills"]!;
        var json = await deployed.Store.GetBytesAsync(reference["key"]!.Text, default);
        var children = failed.MapRuns[^1].Executions;
        var done = children.Where(child => child.Status == ExecutionStatus.Succeeded)
            .Select(child => child.Input[field]!["index"]!.Integer).ToHashSet();
        Assert.Contains(children, child => child.Status == ExecutionStatus.Failed);
        var unfinished = new List<JsonData>();
        foreach (var item in JsonData.Parse(json!)[list]!.Items)
        {
            if (done.Contains(item["index"]!.Integer)) continue;
            unfinished.Add(children[0].Input.Fields.With(field, item));
        }
        return unfinished;
    }

    private static StateEnteredDetails FailedState(ExecutionResult failed) =>
        failed.History.Select(entry => entry.Details).OfType<StateEnteredDetails>().Last();
}
