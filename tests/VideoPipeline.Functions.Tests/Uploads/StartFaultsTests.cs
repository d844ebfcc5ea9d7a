using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.StepFunctions;
using VideoPipeline.Functions.Tests.Observation;
using VideoPipeline.Functions.Uploads;
using VideoPipeline.Sources.S3;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using VideoPipeline.Testing.StepFunctions;
using Xunit;

namespace VideoPipeline.Functions.Tests.Uploads;

/// <summary>
/// One object or event that Start cannot handle must not stop the others. With a real S3 server, behind a proxy that answers some
/// requests as S3 does for archived, encrypted and forbidden objects.
/// </summary>
public sealed class StartFaultsTests(MotoServer server, S3TestServer s3)
    : IClassFixture<MotoServer>, IClassFixture<S3TestServer>, IAsyncLifetime
{
    private readonly RecordingContext _context = new();
    private string _bucket = "", _machine = "";
    private FaultProxy _proxy = null!;

    public async Task InitializeAsync()
    {
        if (AwsFactAttribute.SkipReason is not null) return; // the tests are skipped
        _proxy = await FaultProxy.StartAsync(s3.Endpoint);
        _bucket = await s3.CreateBucketAsync();
        _machine = await server.CreateStateMachineAsync();
    }

    public async Task DisposeAsync()
    {
        if (_proxy is not null) await _proxy.DisposeAsync();
    }

    [AwsTheory]
    [InlineData("videos/bad.dat", 403, "InvalidObjectState", "is archived. Restore it")]
    [InlineData("videos/bad.mp4", 403, "", "Access is denied")]
    [InlineData("videos/bad.mp4", 400, "", "encrypted with keys of customers (SSE-C)")]
    [InlineData("videos/bad.mp4.videopipeline.json", 403, "InvalidObjectState", "is archived. Restore it")]
    public async Task Start_UnreadableObject_RejectedAndTheRestGoesOn(string key, int status, string code, string reason)
    {
        var error = code.Length == 0 ? null : $"<Error><Code>{code}</Code><Message>No.</Message></Error>";
        _proxy.FaultOf = request => request.Path.StartsWith($"{_bucket}/{key}", StringComparison.Ordinal)
            && !request.Path.StartsWith($"{_bucket}/{key}.", StringComparison.Ordinal)
            && (code.Length == 0 || request.Method == "GET") ? new ServerFault.Status(status, Body: error) : null;
        var bad = Event(key.Replace(UploadOptions.SidecarSuffix, "", StringComparison.Ordinal));
        foreach (var item in (string[])["videos/a.mp4", "videos/bad.mp4", "videos/bad.dat", "videos/z.mp4"])
            await s3.PutAsync(_bucket, item, [1]);

        var result = await StartAsync(Event("videos/a.mp4"), bad, Event("videos/z.mp4"));

        Assert.Equal(["a", "z"], result.Started.Select(name => name[..name.LastIndexOf('-')]));
        Assert.Empty(result.BatchItemFailures);
        Assert.Contains(reason, await RejectedAsync("bad-"), StringComparison.Ordinal);
        Assert.Single(Errors());
    }

    [AwsTheory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(429)]
    public async Task Start_ErrorThatCanPass_OnlyThatEventIsDeliveredAgain(int status)
    {
        _proxy.FaultOf = request =>
            request.Path.Contains("busy", StringComparison.Ordinal) ? new ServerFault.Status(status) : null;
        foreach (var item in (string[])["videos/busy.mp4", "videos/z.mp4"]) await s3.PutAsync(_bucket, item, [1]);

        var result = await StartAsync(Event("videos/busy.mp4"), Event("videos/z.mp4"));

        Assert.StartsWith("z-", Assert.Single(result.Started));
        Assert.Equal(["message-0"], result.BatchItemFailures.Select(failure => failure.ItemIdentifier));
        Assert.Empty(await KeysAsync("rejected/"));
        Assert.All(Errors(), line => Assert.Equal("SourceUnavailableException", (string?)line["error"]));
        Assert.Contains("\"batchItemFailures\":[{\"itemIdentifier\":\"message-0\"}]", JsonSerializer.Serialize(result));

        _proxy.FaultOf = null;
        Assert.StartsWith("busy-", Assert.Single((await StartAsync(Event("videos/busy.mp4"))).Started));
    }

    [AwsFact]
    public async Task Start_UnpairedSurrogateInASidecar_RejectedAndTheRestGoesOn()
    {
        await s3.PutAsync(_bucket, "videos/bad.mp4", [1]);
        await s3.PutAsync(_bucket, "videos/bad.mp4.videopipeline.json", """{"at": "\ud800"}"""u8.ToArray());
        await s3.PutAsync(_bucket, "videos/z.mp4", [1]);

        var result = await StartAsync(Event("videos/bad.mp4"), Event("videos/z.mp4"));

        Assert.StartsWith("z-", Assert.Single(result.Started));
        Assert.Contains("contains an unpaired surrogate escape", await RejectedAsync("bad-"), StringComparison.Ordinal);
    }

    [AwsTheory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("""{"detail-type": "Object Created"}""")]
    public async Task Start_MessageThatIsNoEvent_RejectedAndTheRestGoesOn(string body)
    {
        await s3.PutAsync(_bucket, "videos/z.mp4", [1]);

        var result = await StartAsync(body, Event("videos/z.mp4"));

        Assert.StartsWith("z-", Assert.Single(result.Started));
        Assert.Contains("is not an event of EventBridge", await RejectedAsync("event-"), StringComparison.Ordinal);
    }

    [AwsFact]
    public async Task Start_EventOfAnotherBucket_HasAFileInRejected()
    {
        await StartAsync(Event("videos/film.mp4").Replace(_bucket, "another-bucket", StringComparison.Ordinal));

        Assert.Single(Errors());
        Assert.Contains("instead of " + _bucket, await RejectedAsync("film-"), StringComparison.Ordinal);
    }

    [AwsTheory]
    [InlineData("no JSON", "is not a ticket")]
    [InlineData("{}", "is not a ticket")]
    [InlineData("""{"name": "bad name !", "input": {}}""", "Step Functions refuses its name or its input")]
    [InlineData("""{"name": "good", "input": {"video": "\ud800"}}""", "unpaired surrogate")]
    [InlineData("""{"name": "good", "input": {}, "batch": "no ARN"}""", "is not the ARN of an execution")]
    public async Task Start_InvalidTicket_MovedToRejectedAndTheRestGoesOn(string ticket, string reason)
    {
        await s3.PutAsync(_bucket, "queue/1-mine.json", Encoding.UTF8.GetBytes(ticket));
        await s3.PutAsync(_bucket, "videos/z.mp4", [1]);

        var result = await StartAsync(Event("videos/z.mp4"));

        Assert.StartsWith("z-", Assert.Single(result.Started));
        Assert.Empty(await KeysAsync("queue/"));
        Assert.Contains(reason, await RejectedAsync("1-mine-"), StringComparison.Ordinal);
        var moved = Assert.Single(await KeysAsync("rejected/"), key => key.EndsWith(".ticket", StringComparison.Ordinal));
        Assert.Equal(ticket, Encoding.UTF8.GetString((await Store().GetBytesAsync(moved, default))!));
        Assert.Single(Errors());
    }

    [AwsFact]
    public async Task Start_FolderAndTicketOfAForgottenBatch_TheRestGoesOn()
    {
        var forgotten = $"{_machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:forgotten";
        await s3.PutAsync(_bucket, "queue/", []);
        var ticket = $$"""{"name": "mine", "input": {}, "batch": "{{forgotten}}"}""";
        await s3.PutAsync(_bucket, "queue/1-mine.json", Encoding.UTF8.GetBytes(ticket));
        await s3.PutAsync(_bucket, "videos/z.mp4", [1]);

        var result = await StartAsync(Event("videos/z.mp4"));

        Assert.StartsWith("z-", Assert.Single(result.Started));
        Assert.Equal(["queue/"], await KeysAsync("queue/"));
        Assert.Empty(Errors());
    }

    [AwsFact]
    public async Task Start_MessageDeliveredAgain_SameTicket()
    {
        await s3.PutAsync(_bucket, "videos/a.mp4", [1]);

        await StartAsync([Event("videos/a.mp4")], maxExecutions: 0);
        var first = await KeysAsync("queue/");
        await StartAsync([Event("videos/a.mp4")], maxExecutions: 0);

        Assert.Equal(first, await KeysAsync("queue/"));
        Assert.StartsWith("queue/20181217T164409.1830000Z-a-", Assert.Single(first));
    }

    private Task<StartResult> StartAsync(params string[] events) => StartAsync(events, 50);

    private Task<StartResult> StartAsync(string[] events, int maxExecutions)
    {
        var settings = new Settings(_bucket, null, null, _machine, MaxExecutions: maxExecutions);
        var batch = new QueuedEvents
        {
            Records =
            [
                .. events.Select((body, i) => new QueuedEvent
                {
                    Body = body,
                    MessageId = $"message-{i}",
                    Attributes = new Dictionary<string, string> { ["SentTimestamp"] = "1545065049183" },
                }),
            ],
        };
        return new StartFunction(Store(), Clients(), StepFunctions(), settings, TimeProvider.System).Start(batch, _context);
    }

    private string Event(string key)
    {
        var created = JsonNode.Parse(Events.Text("upload-put"))!;
        created["detail"]!["bucket"]!["name"] = _bucket;
        created["detail"]!["object"]!["key"] = key;
        created["detail"]!["object"]!.AsObject().Remove("version-id");
        return created.ToJsonString();
    }

    // The reason in the file whose name begins so.
    private async Task<string> RejectedAsync(string name)
    {
        var key = Assert.Single(await KeysAsync("rejected/"), key => key.EndsWith(".json", StringComparison.Ordinal));
        Assert.StartsWith($"rejected/{name}", key);
        return (string)JsonNode.Parse((await Store().GetBytesAsync(key, default))!)!["cause"]!;
    }

    private IEnumerable<JsonNode> Errors() =>
        _context.Lines.Select(line => JsonNode.Parse(line)!).Where(line => (string?)line["level"] == "ERROR");

    private async Task<IReadOnlyList<string>> KeysAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (var key in Store().ListAsync(prefix, default)) keys.Add(key);
        return keys;
    }

    private S3Clients Clients() => new(_ => new AmazonS3Client(s3.Credentials, new AmazonS3Config
    {
        ServiceURL = _proxy.Endpoint,
        ForcePathStyle = true,
        MaxErrorRetry = 0,
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
    }));

    private S3Store Store() => new(_bucket, new S3SourceOptions { Clients = Clients() });

    private AmazonStepFunctionsClient StepFunctions() => new(
        new BasicAWSCredentials("any", "secret"),
        new AmazonStepFunctionsConfig { ServiceURL = server.Endpoint, AuthenticationRegion = MotoServer.Region });
}
