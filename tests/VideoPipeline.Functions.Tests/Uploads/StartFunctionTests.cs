using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Functions.Queue;
using VideoPipeline.Functions.Uploads;
using VideoPipeline.Sources.S3;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using VideoPipeline.Testing.StepFunctions;
using Xunit;

namespace VideoPipeline.Functions.Tests.Uploads;

/// <summary>
/// The Start function, with a real S3 server, and moto as Step Functions, where started executions run for ever.
/// </summary>
public sealed partial class StartFunctionTests(MotoServer server, S3TestServer s3)
    : IClassFixture<MotoServer>, IClassFixture<S3TestServer>, IAsyncLifetime
{
    private string _bucket = "", _machine = "";

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
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [AwsFact]
    public async Task Start_Uploads_StartExecutionsOfTheirVersionsInOrder()
    {
        var first = await UploadAsync("videos/a film.mp4");
        var second = await UploadAsync("videos/a film.mp4");

        var result = await StartAsync(first, second);

        Assert.Equal(result.Queued, result.Started);
        var inputs = new List<string?>();
        foreach (var name in result.Started) inputs.Add((string?)(await InputAsync(name))["video"]);
        Assert.Equal([AddressOf(first), AddressOf(second)], inputs);
        Assert.NotEqual(inputs[0], inputs[1]);
    }

    [AwsFact]
    public async Task Start_RepeatedEvents_OneExecution()
    {
        var upload = await UploadAsync("videos/film.mp4");
        var name = Assert.Single((await StartAsync(upload)).Started);

        await StartAsync(upload);
        Assert.Equal([name], await ExecutionsAsync());
        await Client().StopExecutionAsync(new StopExecutionRequest { ExecutionArn = ArnOf(name) });
        var late = await StartAsync(upload);

        Assert.Empty(late.Started);
        Assert.Equal([name], await ExecutionsAsync());
        Assert.Empty(await WaitingAsync());
    }

    [AwsFact]
    public async Task Start_MoreUploadsThanMayRun_WaitInOrderAndNoneIsLost()
    {
        var uploads = new List<string>();
        for (var i = 0; i < 5; i++) uploads.Add(await UploadAsync($"videos/film-{i}.mp4"));

        var result = await StartAsync([.. uploads], maxExecutions: 2);

        Assert.Equal(result.Queued.Take(2), result.Started);
        Assert.Equal(result.Queued.Skip(2), await WaitingAsync());
        Assert.Empty((await StartAsync([], maxExecutions: 2)).Started);

        await Client().StopExecutionAsync(new StopExecutionRequest { ExecutionArn = ArnOf(result.Started[0]) });
        Assert.Equal(result.Queued.Skip(2).Take(1), (await StartAsync([], maxExecutions: 2)).Started);
        Assert.Equal(result.Queued.Skip(3), await WaitingAsync());
        Assert.Equal(result.Queued.Skip(3), (await StartAsync([], maxExecutions: 50)).Started);
        Assert.Empty(await WaitingAsync());
    }

    [AwsTheory]
    [InlineData("videos/film.srt", "1\n00:00:01,000 --> 00:00:02,000\nHello")]
    [InlineData("videos/notes.txt", "not a video")]
    [InlineData("videos/README", "not a video")]
    [InlineData("videos/cars.txt", "BMW is a car, and this text is long enough for the headers of a bitmap.")]
    [InlineData("videos/song.wav", "RIFF\u0024\0\0\0WAVEfmt ")]
    [InlineData("videos/song", "RIFF\u0024\0\0\0WAVEfmt ")]
    [InlineData("videos/song.m4a", "\0\0\0\u0018ftypisom\0\0\0\0")]
    [InlineData("videos/audiobook", "\0\0\0\u0018ftypM4B \0\0\0\0")]
    [InlineData("videos/2026/", "")]
    [InlineData("videos/empty.mp4", "")]
    [InlineData("images/lonely.png.videopipeline.json", "{}")]
    public async Task Start_NeitherVideoNorImage_StartsNothing(string key, string content)
    {
        var result = await StartAsync(await UploadAsync(key, Encoding.UTF8.GetBytes(content)));

        Assert.Empty(result.Queued);
        Assert.Empty(await ExecutionsAsync());
    }

    [AwsFact]
    public async Task Start_VideoWithoutExtension_IsRecognizedByItsSignature()
    {
        var result = await StartAsync(await UploadAsync("videos/film", [0, 0, 0, 24, .. "ftypisom"u8]));

        Assert.Single(result.Started);
    }

    [AwsFact]
    public async Task Start_OptionsFromAllSources_LaterOnesReplaceEarlierOnes()
    {
        var upload = await UploadAsync("images/coffee.png", metadata: new()
        {
            ["videopipeline-frames-per-range"] = "250", ["videopipeline-top"] = "3", ["videopipeline-rgb"] = "true",
        });
        await UploadAsync("images/coffee.png.videopipeline.json", """{"top": 2, "at": "0"}"""u8.ToArray());

        var result = await StartAsync([upload], options: "every=24,framesPerRange=100,strict=true");

        var input = await InputAsync(Assert.Single(result.Started));
        input.Remove("video");
        var expected = JsonNode.Parse(
            """
            {"model": "googlenet", "fingerprint": true, "framesPerRange": 250, "strict": true, "top": 2, "rgb": true, "at": "0"}
            """);
        Assert.True(JsonNode.DeepEquals(expected, input), input.ToJsonString());
    }

    [AwsFact]
    public async Task Start_SidecarBeforeOrAfterTheVideo_TheVideoRunsWithItsOptions()
    {
        var early = await UploadAsync("videos/a.mp4.videopipeline.json", """{"every": 5}"""u8.ToArray());
        var videoAfter = await UploadAsync("videos/a.mp4");
        var before = await StartAsync(early, videoAfter);

        var video = await UploadAsync("videos/b.mp4");
        var plain = await StartAsync(video);
        var late = await UploadAsync("videos/b.mp4.videopipeline.json", """{"every": 5}"""u8.ToArray());
        var after = await StartAsync(late);

        Assert.Equal(5, (int?)(await InputAsync(Assert.Single(before.Started.Distinct())))["every"]);
        Assert.Null((await InputAsync(Assert.Single(plain.Started)))["every"]);
        var again = await InputAsync(Assert.Single(after.Started));
        Assert.Equal((5, AddressOf(video)), ((int?)again["every"], (string?)again["video"]));
    }

    [AwsTheory]
    [InlineData("""{"every": 0}""", "every must be at least 1 (got 0).")]
    [InlineData("""{"video": "s3://other/film.mp4"}""", "must be a JSON object without \"video\"")]
    [InlineData("""{"model": "s3://other/model"}""", "must not have the address of a model")]
    [InlineData("""["no object"]""", "must be a JSON object")]
    [InlineData("{'every': 5}", "is not JSON")]
    [InlineData("", "is not JSON")]
    public async Task Start_InvalidOptions_RejectedWithTheReasonAndTheRestGoesOn(string sidecar, string reason)
    {
        await UploadAsync("videos/bad.mp4.videopipeline.json", Encoding.UTF8.GetBytes(sidecar));
        var bad = await UploadAsync("videos/bad.mp4");
        var good = await UploadAsync("videos/good.mp4");

        var result = await StartAsync(bad, good);

        Assert.StartsWith("good-", Assert.Single(result.Started));
        var rejected = new List<string>();
        await foreach (var key in Store().ListAsync("rejected/", default)) rejected.Add(key);
        Assert.StartsWith("rejected/bad-", Assert.Single(rejected));
        Assert.Contains(
            reason,
            JsonNode.Parse((await Store().GetBytesAsync(rejected[0], default))!)!["cause"]!.ToString(),
            StringComparison.Ordinal);
    }

    [AwsFact]
    public async Task Start_SidecarOfAnEmptyVideo_StartsNothing()
    {
        await UploadAsync("videos/empty.mp4", []);

        var result = await StartAsync(await UploadAsync("videos/empty.mp4.videopipeline.json", "{}"u8.ToArray()));

        Assert.Empty(result.Queued);
    }

    [AwsFact]
    public async Task Start_SidecarWithByteOrderMark_IsRead()
    {
        await UploadAsync("videos/film.mp4.videopipeline.json", [0xEF, 0xBB, 0xBF, .. """{"every": 5}"""u8]);

        var result = await StartAsync(await UploadAsync("videos/film.mp4"));

        Assert.Equal(5, (int?)(await InputAsync(Assert.Single(result.Started)))["every"]);
    }

    [AwsTheory]
    [InlineData(65_536, "is not JSON")]
    [InlineData(65_537, "is too large")]
    public async Task Start_LargeSidecar_RejectedWithTheReason(int bytes, string reason)
    {
        await UploadAsync("videos/film.mp4.videopipeline.json", [.. Enumerable.Repeat((byte)'[', bytes)]);

        await StartAsync(await UploadAsync("videos/film.mp4"));

        var rejected = await Store().ListAsync("rejected/", default).SingleAsync();
        var record = JsonNode.Parse((await Store().GetBytesAsync(rejected, default))!)!;
        Assert.Contains(reason, (string)record["cause"]!, StringComparison.Ordinal);
    }

    [AwsTheory]
    [InlineData("video=https://example.com/other.mp4", "every", "1", "UploadOptions must not have \"video\"")]
    [InlineData("every=24", "video", "https://example.com/other.mp4", "The metadata of videos/film.mp4 must not have \"video\"")]
    [InlineData("every=24", "model", "https://example.com/model", "The metadata of videos/film.mp4 must not have the address")]
    public async Task Start_OptionsThatWouldReadOtherAddresses_Rejected(string options, string name, string value, string reason)
    {
        var upload = await UploadAsync("videos/film.mp4", metadata: new() { [$"videopipeline-{name}"] = value });

        var result = await StartAsync([upload], options: options);

        Assert.Empty(result.Started);
        var rejected = new List<string>();
        await foreach (var key in Store().ListAsync("rejected/", default)) rejected.Add(key);
        var record = JsonNode.Parse((await Store().GetBytesAsync(Assert.Single(rejected), default))!)!;
        Assert.Contains(reason, (string)record["cause"]!, StringComparison.Ordinal);
    }

    [AwsFact]
    public async Task Start_AddressOfAModelInUploadOptions_IsUsed()
    {
        var result = await StartAsync([await UploadAsync("videos/film.mp4")], options: "model=https://example.com/model");

        Assert.Equal("https://example.com/model", (string?)(await InputAsync(Assert.Single(result.Started)))["model"]);
    }

    [AwsFact]
    public async Task Start_EventOfAnotherBucket_StartsNothing()
    {
        var upload = (await UploadAsync("videos/film.mp4")).Replace(_bucket, "another-bucket", StringComparison.Ordinal);

        Assert.Empty((await StartAsync(upload)).Queued);
    }

    private Task<StartResult> StartAsync(params string[] events) => StartAsync(events, 50);

    private Task<StartResult> StartAsync(string[] events, int maxExecutions = 50, string? options = null)
    {
        var settings = new Settings(
            _bucket, null, null, _machine, MaxExecutions: maxExecutions, UploadOptions: options);
        var batch = new QueuedEvents { Records = [.. events.Select(body => new QueuedEvent { Body = body })] };
        return new StartFunction(Store(), new S3Clients(_ => s3.Client), Client(), settings, TimeProvider.System)
            .Start(batch, new TestContext());
    }

    // Returns the event that S3 sends.
    private async Task<string> UploadAsync(
        string key, byte[]? content = null, Dictionary<string, string>? metadata = null)
    {
        var put = new PutObjectRequest { BucketName = _bucket, Key = key, InputStream = new MemoryStream(content ?? [1]) };
        foreach (var (name, value) in metadata ?? []) put.Metadata[name] = value;
        var stored = await s3.Client.PutObjectAsync(put);
        return EventOf(key, content?.Length ?? 1, stored.VersionId);
    }

    private string EventOf(string key, long size, string version)
    {
        var created = JsonNode.Parse(Events.Text("upload-put"))!;
        created["detail"]!["bucket"]!["name"] = _bucket;
        var item = created["detail"]!["object"]!;
        (item["key"], item["size"], item["version-id"]) = (key, size, version);
        return created.ToJsonString();
    }

    private static string AddressOf(string created)
    {
        var detail = JsonSerializer.Deserialize<ObjectCreated>(created)!.Detail;
        return $"s3://{detail.Bucket.Name}/{detail.Object.Key}?versionId={detail.Object.VersionId}";
    }

    private async Task<JsonObject> InputAsync(string name)
    {
        var execution = await Client().DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = ArnOf(name) });
        return JsonNode.Parse(execution.Input)!.AsObject();
    }

    private async Task<IEnumerable<string>> ExecutionsAsync() =>
        (await Client().ListExecutionsAsync(new ListExecutionsRequest { StateMachineArn = _machine })).Executions
        .Select(execution => execution.Name);

    private async Task<IReadOnlyList<string>> WaitingAsync()
    {
        var waiting = new List<string>();
        await foreach (var (_, ticket) in new TicketQueue(Store(), TimeProvider.System).ReadAllAsync(default))
            waiting.Add(ticket.Name);
        return waiting;
    }

    private string ArnOf(string name) => $"{_machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";

    private IStore Store() => new S3Store(_bucket, new S3SourceOptions { Clients = new S3Clients(_ => s3.Client) });

    private AmazonStepFunctionsClient Client() => new(
        new BasicAWSCredentials("any", "secret"),
        new AmazonStepFunctionsConfig { ServiceURL = server.Endpoint, AuthenticationRegion = MotoServer.Region });
}
