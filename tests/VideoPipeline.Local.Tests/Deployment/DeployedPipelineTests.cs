using System.Text.Json;
using VideoPipeline.Local.Runs;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The whole pipeline from a bucket into a bucket, with the functions as they are deployed.</summary>
public sealed class DeployedPipelineTests(ObjectServer server) : IClassFixture<ObjectServer>
{
    private const string Key = "videos/My film + más%20映画.mp4";

    // What only happens when an upload breaks off or a model is asked for is not seen here.
    private static bool IsSeldom(Statement grant) =>
        grant.Action is "s3:AbortMultipartUpload" || grant.Resource.EndsWith("/models/*", StringComparison.Ordinal) ||
        grant.Resource.EndsWith("/labels.txt", StringComparison.Ordinal);

    [S3Fact]
    public async Task Execution_OfAnUploadedVideo_SameBytesAsOnOneMachineAndNothingThatIsNotAllowed()
    {
        await using var deployed = await DeployedFunctions.StartAsync(server);
        var video = await NumberedVideo.Named("h264-open.mp4").FileAsync();
        var version = await server.PutAsync(deployed.Bucket, Key, await File.ReadAllBytesAsync(video));
        await server.PutAsync(deployed.Bucket, Key, await File.ReadAllBytesAsync(await NumberedVideo.Named("h264-closed.mp4").FileAsync()));
        deployed.Fail("DecodeFunction", new ServerFault.Status(503), new ServerFault.Status(500));

        var result = await deployed.RunAsync(
            "uploaded", new { video = $"s3://{deployed.Bucket}/{Key}?versionId={version}", workers = 2, framesPerRange = 30, fingerprint = true });
        var newest = await deployed.RunAsync("newest", new { video = $"s3://{deployed.Bucket}/{Key}", keyframes = true, fingerprint = true });
        await server.PutAsync(deployed.Bucket, "videos/damaged.mp4", Damaged(await File.ReadAllBytesAsync(video)));
        var whole = await deployed.RunAsync("damaged", new { video = $"s3://{deployed.Bucket}/videos/damaged.mp4", workers = 2, framesPerRange = 30 });
        var failed = await deployed.RunAsync("missing", new { video = $"s3://{deployed.Bucket}/videos/none.mp4" });

        Assert.Equal((ExecutionStatus.Succeeded, null), (result.Status, result.Error));
        Assert.Equal((ExecutionStatus.Succeeded, null), (newest.Status, newest.Error));
        Assert.Equal((ExecutionStatus.Succeeded, null), (whole.Status, whole.Error));
        Assert.Equal("VideoNotFoundException", failed.Error);
        await AssertSameAsOnOneMachineAsync(deployed.Store, video);
        Assert.NotNull(await deployed.Store.GetBytesAsync(new RunKeys("missing").Failure, default));
        AssertPolicies(deployed);
        AssertLines(deployed);
    }

    // So that a range fails, and all of it is planned anew as one.
    private static byte[] Damaged(byte[] video)
    {
        video.AsSpan(video.Length / 2, video.Length / 10).Fill(0xFF);
        return video;
    }

    private static async Task AssertSameAsOnOneMachineAsync(IStore bucket, string video)
    {
        using var folder = new TemporaryFolder();
        var outcome = await new LocalRuns(new LocalRunsOptions { StoreFolder = folder.Root, Isolated = true })
            .RunAsync("local", new ExecutionInput { Video = video, Fingerprint = true }, null, default);
        Assert.True(outcome.Succeeded, outcome.Cause);
        var (uploaded, local) = (new RunKeys("uploaded"), new RunKeys("local"));
        foreach (var name in (string[])["frames.npz", "fingerprints.npz", "summary.json", "mean.png", "contact-sheet.jpg"])
        {
            var found = await bucket.GetBytesAsync(uploaded.Prefix + name, default);
            Assert.True(found.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folder.Root, local.Prefix, name))), name);
        }
    }

    // Each request is granted by the function's own policies, and each grant is used.
    private static void AssertPolicies(DeployedFunctions deployed)
    {
        foreach (var function in (string[])["IndexFunction", "PlanFunction", "DecodeFunction", "ShotsFunction", "LookFunction", "ReduceFunction", "RecordFailureFunction"])
        {
            var granted = Statement.OfFunction(function);
            var needed = deployed.RequestsOf(function).SelectMany(request => S3Request.Of(request, deployed.Bucket)).Distinct().ToList();

            Assert.NotEmpty(needed);
            Assert.All(needed, need => Assert.True(
                granted.Any(grant => grant.Grants(need.Action, need.Resource, need.Prefix)), $"{function} is not granted {need}"));
            Assert.All(granted.Where(grant => !IsSeldom(grant)), grant => Assert.True(
                needed.Any(need => grant.Grants(need.Action, need.Resource, need.Prefix)), $"{function} does not use {grant}"));
        }
    }

    // Every line of a function is JSON that names execution, range and video.
    private static void AssertLines(DeployedFunctions deployed)
    {
        var lines = deployed.Lines.Where(line => line.Text.StartsWith('{')).Select(line => JsonDocument.Parse(line.Text).RootElement).ToList();

        Assert.All(lines, line => Assert.All((string[])["execution", "range", "video"], name => Assert.True(line.TryGetProperty(name, out _))));
        var ended = lines.Where(line => line.TryGetProperty("_aws", out _)).ToLookup(line => line.GetProperty("Step").GetString());
        Assert.Superset(new HashSet<string?> { "Index", "Plan", "Decode", "Shots", "Look", "Reduce", "RecordFailure" }, ended.Select(step => step.Key).ToHashSet());
        Assert.True(ended["Decode"].Count() > 1);
        Assert.All(ended["Decode"].Concat(ended["Look"]), line =>
            Assert.True(line.GetProperty("Frames").GetInt64() > 0 && line.GetProperty("Bytes").GetInt64() > 0));
        Assert.All(ended["Look"], line => Assert.Equal(JsonValueKind.Number, line.GetProperty("group").ValueKind));
        Assert.Contains(lines, line => line.TryGetProperty("error", out var error) && error.GetString() == "VideoNotFoundException");
    }
}
