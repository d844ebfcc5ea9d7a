using System.Text.Json;
using System.Text.Json.Nodes;
using VideoPipeline.Functions;
using VideoPipeline.Functions.Queue;
using VideoPipeline.Functions.Uploads;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using VideoPipeline.Testing.StepFunctions;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The deployed Start function, with the endpoints of S3 and Step Functions from its environment.</summary>
public sealed class DeployedStartTests(MotoServer moto, S3TestServer server)
    : IClassFixture<MotoServer>, IClassFixture<S3TestServer>
{
    [AwsFact]
    public async Task Start_Uploads_OneExecutionEachWithOnlyGrantedRequests()
    {
        var machine = await moto.CreateStateMachineAsync();
        await using var deployed = await DeployedFunctions.StartAsync(server, moto.Endpoint, ("StateMachine", machine));
        await server.PutAsync(deployed.Bucket, "videos/film.videopipeline.json", """{"every": 5}"""u8.ToArray());
        await server.PutAsync(deployed.Bucket, "images/bad.png.videopipeline.json", "[]"u8.ToArray());
        var film = await UploadAsync(deployed, "videos/film", [0, 0, 0, 24, .. "ftypisom"u8]);
        var coffee = await UploadAsync(deployed, "images/coffee.png", [1]);
        var bad = await UploadAsync(deployed, "images/bad.png", [1]);

        var first = await StartAsync(deployed, film, coffee, bad);
        var second = await StartAsync(deployed, film, coffee);

        Assert.Equal(["film", "coffee"], first.Started.Select(name => name[..name.LastIndexOf('-')]));
        Assert.Equal(first.Started, second.Started); // StartExecution is idempotent
        AssertPolicies(deployed, "StartFunction");
    }

    // The whole batch state machine, with a video whose execution succeeds, and an image whose options are invalid.
    [AwsFact]
    public async Task Batch_Prefix_RunsToItsEndWithOnlyGrantedRequests()
    {
        await using var deployed = await DeployedFunctions.StartAsync(server);
        await server.PutAsync(deployed.Bucket, "videos/film", [0, 0, 0, 24, .. "ftypisom"u8]);
        await server.PutAsync(deployed.Bucket, "images/bad.png", [1]);
        await server.PutAsync(deployed.Bucket, "images/bad.png.videopipeline.json", "[]"u8.ToArray());

        var images = await RunBatchAsync(deployed, "images");
        var videos = RunBatchAsync(deployed, "videos");
        while (!videos.IsCompleted)
        {
            await foreach (var key in deployed.Store.ListAsync(TicketQueue.Prefix, default))
            {
                var ticket = JsonNode.Parse((await deployed.Store.GetBytesAsync(key, default))!)!;
                await deployed.Store.PutBytesAsync(new RunKeys((string)ticket["name"]!).Summary, "{}"u8.ToArray(), default);
                await deployed.Store.DeleteAsync(key, default);
            }
            await Task.WhenAny(videos, Task.Delay(TimeSpan.FromMilliseconds(100)));
        }

        Assert.Equal((0, 1), (images["succeeded"]!.Integer, images["failed"]!.Integer));
        Assert.Equal((1, 0), ((await videos)["succeeded"]!.Integer, (await videos)["failed"]!.Integer));
        AssertPolicies(deployed, "BatchFunction");
    }

    private static async Task<JsonData> RunBatchAsync(DeployedFunctions deployed, string folder)
    {
        var path = Path.Combine(Repository.Root, "statemachine", "batch.asl.json");
        var text = await File.ReadAllTextAsync(path);
        var definition = text.Replace("${BatchFunction}", "BatchFunction", StringComparison.Ordinal);
        var result = await deployed.RunAsync(
            $"batch-{folder}", new { prefix = $"s3://{deployed.Bucket}/{folder}/" }, definition);
        Assert.Equal((ExecutionStatus.Succeeded, null), (result.Status, result.Error));
        return result.Output!;
    }

    // Returns the event that S3 sends.
    private async Task<string> UploadAsync(DeployedFunctions deployed, string key, byte[] content)
    {
        var version = await server.PutAsync(deployed.Bucket, key, content);
        var path = Path.Combine(Repository.Root, "events", "upload-put.json");
        var created = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        created["detail"]!["bucket"]!["name"] = deployed.Bucket;
        var item = created["detail"]!["object"]!;
        (item["key"], item["version-id"]) = (key, version);
        return created.ToJsonString();
    }

    private static async Task<StartResult> StartAsync(DeployedFunctions deployed, params string[] events)
    {
        var batch = new QueuedEvents { Records = [.. events.Select(body => new QueuedEvent { Body = body })] };
        return JsonSerializer.Deserialize<StartResult>(
            await deployed.InvokeAsync("StartFunction", JsonSerializer.SerializeToUtf8Bytes(batch)))!;
    }

    private static void AssertPolicies(DeployedFunctions deployed, string function)
    {
        var granted = Statement.OfFunction(function);
        var required = deployed.RequestsOf(function)
            .SelectMany(request => S3Request.Of(request, deployed.Bucket)).Distinct().ToList();

        Assert.Contains(required, request => request.Resource.Contains(TicketQueue.Prefix, StringComparison.Ordinal));
        Assert.All(required, request => Assert.True(
            granted.Any(grant => grant.Grants(request.Action, request.Resource, request.Prefix)), $"not granted: {request}"));
        Assert.All(granted.Where(grant => grant.Action.StartsWith("s3:", StringComparison.Ordinal)), grant => Assert.True(
            required.Any(request => grant.Grants(request.Action, request.Resource, request.Prefix)), $"not used: {grant}"));
    }
}
