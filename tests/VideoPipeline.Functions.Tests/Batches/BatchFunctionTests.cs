using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Batches;
using VideoPipeline.Functions.Queue;
using VideoPipeline.Functions.Uploads;
using VideoPipeline.Sources.S3;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using VideoPipeline.Testing.StepFunctions;
using Xunit;

namespace VideoPipeline.Functions.Tests.Batches;

/// <summary>The Batch function and Start, with a real S3 server, and moto as Step Functions.</summary>
public sealed class BatchFunctionTests(MotoServer server, S3TestServer s3)
    : IClassFixture<MotoServer>, IClassFixture<S3TestServer>, IAsyncLifetime
{
    private string _bucket = "", _machine = "", _batch = "";

    public async Task InitializeAsync()
    {
        if (AwsFactAttribute.SkipReason is not null) return; // the tests are skipped
        _bucket = await s3.CreateBucketAsync();
        await s3.Client.PutBucketVersioningAsync(new PutBucketVersioningRequest
        {
            BucketName = _bucket,
            VersioningConfig = new S3BucketVersioningConfig { Status = Amazon.S3.VersionStatus.Enabled },
        });
        _machine = await server.CreateStateMachineAsync();
        var batch = new StartExecutionRequest { StateMachineArn = await server.CreateStateMachineAsync(), Name = "batch" };
        _batch = (await Client().StartExecutionAsync(batch)).ExecutionArn;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [AwsFact]
    public async Task Batch_Prefix_QueuesWhatHasNoResultsAndCountsUntilAllHasEnded()
    {
        foreach (var name in (string[])["a.mp4", "b.mkv", "c.mp4", "d.mp4", "notes.txt"])
            await s3.PutAsync(_bucket, $"videos/{name}", [1]);
        await s3.PutAsync(_bucket, "videos/c.mp4.videopipeline.json", "[]"u8.ToArray());
        await s3.PutAsync(_bucket, "videos-of-others/e.mp4", [1]);
        await CompleteAsync(await NameOfAsync("videos/b.mkv"), success: true);
        await CompleteAsync(await NameOfAsync("videos/d.mp4"), success: false);

        var queued = await BatchAsync("first");

        Assert.Equal((true, 1, 2, 0, 0, 1), Counts(queued));
        var waiting = await WaitingAsync();
        Assert.Equal([await NameOfAsync("videos/a.mp4"), await NameOfAsync("videos/d.mp4") + "-2"], waiting.Order());
        Assert.Equal(waiting, await StartAsync());
        Assert.Equal((true, 1, 0, 2, 0, 1), Counts(await BatchAsync("first")));

        await CompleteAsync(waiting[0], success: true);
        Assert.Equal((true, 1, 0, 1, 1, 1), Counts(await BatchAsync("first")));
        await CompleteAsync(waiting[1], success: false);
        var done = await BatchAsync("first");
        Assert.Equal((true, 1, 0, 0, 1, 2), Counts(done));
        Assert.True(done.Done);
    }

    [AwsFact]
    public async Task Batch_Repeated_QueuesNothingTwice()
    {
        await s3.PutAsync(_bucket, "videos/a.mp4", [1]);

        await BatchAsync("first");
        var again = await BatchAsync("second");

        Assert.Equal((true, 0, 1, 0, 0, 0), Counts(again));
        Assert.Single(await WaitingAsync());
    }

    [AwsFact]
    public async Task Batch_Stopped_ItsWaitingExecutionsAreDroppedAndANewBatchGoesOn()
    {
        await s3.PutAsync(_bucket, "videos/a.mp4", [1]);
        await BatchAsync("first");
        await Client().StopExecutionAsync(new StopExecutionRequest { ExecutionArn = _batch });

        Assert.Empty(await StartAsync());
        Assert.Empty(await WaitingAsync());

        var next = new StartExecutionRequest { StateMachineArn = await server.CreateStateMachineAsync(), Name = "next" };
        _batch = (await Client().StartExecutionAsync(next)).ExecutionArn;
        await BatchAsync("next");
        Assert.Equal([await NameOfAsync("videos/a.mp4")], await StartAsync());
    }

    [AwsFact]
    public async Task Batch_ManyObjects_ListsThemPageByPage()
    {
        for (var i = 0; i < 501; i++) await s3.PutAsync(_bucket, $"videos/{i:D3}.txt", [1]);
        await s3.PutAsync(_bucket, "videos/z.mp4", [1]);

        Assert.False((await BatchAsync("many")).Listed);
        Assert.Equal((true, 0, 1, 0, 0, 0), Counts(await BatchAsync("many")));
    }

    [AwsFact]
    public async Task Batch_MissingBucket_VideoNotFoundException()
    {
        var failure = await Assert.ThrowsAsync<VideoNotFoundException>(
            () => BatchAsync("missing", """{"prefix": "s3://no-such-bucket/videos/"}"""));

        Assert.Contains("no-such-bucket does not exist", failure.Message, StringComparison.Ordinal);
    }

    [AwsFact]
    public async Task Batch_RequesterPaysBucket_EveryRequestToItConsents()
    {
        await using var proxy = await FaultProxy.StartAsync(s3.Endpoint);
        var films = await s3.CreateBucketAsync();
        await s3.PutAsync(films, "a.mp4", [1]);
        await s3.PutAsync(films, "b", [0, 0, 0, 24, .. "ftypisom"u8]);
        await s3.PutAsync(films, "b.videopipeline.json", "{}"u8.ToArray());
        using var client = new AmazonS3Client(
            s3.Credentials, new AmazonS3Config { ServiceURL = proxy.Endpoint, ForcePathStyle = true });
        var clients = new S3Clients(_ => client, owners: null, requesterPays: new HashSet<string> { films });

        var result = await new BatchFunction(Store(), clients, Settings(), TimeProvider.System).Batch(
            new BatchRequest
            {
                Batch = "films",
                Execution = _batch,
                Input = JsonDocument.Parse($$"""{"prefix": "s3://{{films}}/"}""").RootElement,
            },
            new TestContext());

        Assert.Equal(2, result.Waiting);
        Assert.Equal(["GET", "HEAD"], proxy.Requests.Select(request => request.Method).Distinct().Order());
        Assert.All(proxy.Requests, request =>
            Assert.Equal("requester", request.Headers.GetValueOrDefault("x-amz-request-payer")));
    }

    [Theory]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("{}", "has no prefix")]
    [InlineData("""{"prefix": "/videos"}""", "has no prefix that is an s3:// address")]
    [InlineData("""{"prefix": "s3:///videos"}""", "has a prefix without a bucket")]
    [InlineData("""{"prefix": "s3://a/", "options": 1}""", "has options that are not a JSON object")]
    [InlineData("""{"prefix": "s3://a/", "options": {"video": "s3://a/b"}}""", "has options with a video")]
    [InlineData("""{"prefix": "s3://a/", "video": "b"}""", "has the unknown member video")]
    public void Parse_InvalidInput_SaysWhy(string json, string problem)
    {
        var failure = Assert.Throws<InvalidInputException>(() => BatchInput.Parse(JsonDocument.Parse(json).RootElement));

        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
    }

    private static (bool, int, int, int, int, int) Counts(BatchProgress progress) => (
        progress.Listed, progress.Skipped, progress.Waiting, progress.Running, progress.Succeeded, progress.Failed);

    private Task<BatchProgress> BatchAsync(string name, string? input = null)
    {
        var request = new BatchRequest
        {
            Batch = name,
            Execution = _batch,
            Input = JsonDocument.Parse(input ?? $$"""{"prefix": "s3://{{_bucket}}/videos/"}""").RootElement,
        };
        return new BatchFunction(Store(), Clients(), Settings(), TimeProvider.System).Batch(request, new TestContext());
    }

    private async Task<IReadOnlyList<string>> StartAsync() =>
        (await new StartFunction(Store(), Clients(), Client(), Settings(), TimeProvider.System)
            .Start(new QueuedEvents { Records = [] }, new TestContext())).Started;

    private async Task<string> NameOfAsync(string key)
    {
        var head = await s3.Client.GetObjectMetadataAsync(_bucket, key);
        return new Upload(_bucket, key, head.VersionId, null).ExecutionName;
    }

    private Task CompleteAsync(string name, bool success) => Store().PutBytesAsync(
        success ? new RunKeys(name).Summary : new RunKeys(name).Failure, "{}"u8.ToArray(), default);

    private async Task<IReadOnlyList<string>> WaitingAsync() =>
        [.. await new TicketQueue(Store(), TimeProvider.System).ListNamesAsync(default)];

    private Settings Settings() => new(_bucket, null, null, _machine);

    private S3Clients Clients() => new(_ => s3.Client);

    private S3Store Store() => new(_bucket, new S3SourceOptions { Clients = Clients() });

    private AmazonStepFunctionsClient Client() => new(
        new BasicAWSCredentials("any", "secret"),
        new AmazonStepFunctionsConfig { ServiceURL = server.Endpoint, AuthenticationRegion = MotoServer.Region });
}
