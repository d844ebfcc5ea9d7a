using System.Text.Json;
using Amazon.StepFunctions.Model;
using VideoPipeline.Functions;
using VideoPipeline.Functions.Completions;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.Local.Runs;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>
/// What is recorded of an execution that has ended: by the Complete function, with the local server as Step Functions, and by the
/// local server itself.
/// </summary>
[Collection(ServerCollection.Name)]
public sealed class CompletionTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServerFixture _server;
    private readonly FunctionHost _host;

    public CompletionTests(ServerFixture server) => (_server, _host) = (server, Host(server, _folder));

    private FolderStore Store => FolderStore.Open(_folder.Root, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Complete_Succeeded_HasAddressesAndDeletesTheFailureOfAnEarlierAttempt()
    {
        var keys = new RunKeys("completed");
        await Store.PutBytesAsync(keys.Failure, "{}"u8.ToArray(), default);
        var arn = await _server.StartAsync("completed", _server.Input);
        await _server.WaitForEndAsync(arn);

        var completion = await CompleteAsync(arn);

        Assert.Equal(("completed", "SUCCEEDED", 100), (completion.Run, completion.Status, completion.Frames));
        Assert.Equal("s3://local/runs/completed/", completion.Folder);
        Assert.Equal("s3://local/runs/completed/summary.json", completion.Summary);
        Assert.Equal(
            $"https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/v2/executions/details/{arn}",
            completion.Console);
        Assert.Null(completion.Error);
        Assert.False(await Store.ExistsAsync(keys.Failure, default));
    }

    // A state fails; then an item of a Map state, of which the execution's error says nothing.
    [Theory]
    [InlineData("fails", """{"video":"/no/film.mp4"}""", "VideoNotFoundException", false)]
    [InlineData("range-fails", null, "CorruptVideoException", true)]
    public async Task Complete_Failed_RecordsErrorCauseAndRangeAsTheLocalServerDoes(
        string name, string? input, string error, bool ofRange)
    {
        var arn = await _server.StartAsync(name, input ?? await DamagedAsync());
        var ended = await _server.WaitForEndAsync(arn);

        var completion = await CompleteAsync(arn);

        Assert.Equal("FAILED", completion.Status);
        Assert.Equal(ofRange ? FailureRecords.ItemFailed : error, ended.Error);
        Assert.Equal((error, ofRange ? 75L : (long?)null), (completion.Error, completion.Range?.Start));
        Assert.False(string.IsNullOrEmpty(completion.Cause));
        var key = new RunKeys(name).Failure;
        var recorded = JsonDocument.Parse((await Store.GetBytesAsync(key, default))!).RootElement;
        Assert.Equal(
            (error, completion.Cause),
            (recorded.GetProperty("error").GetString(), recorded.GetProperty("cause").GetString()));
        var local = FolderStore.Open(_server.Store, TimeProvider.System);
        Assert.Equal(await Store.GetBytesAsync(key, default), await local.GetBytesAsync(key, default));
    }

    [Fact]
    public async Task Complete_Stopped_RecordsTheStatus()
    {
        var arn = await _server.StartAsync("complete-stopped", _server.Input);
        await _server.Client.StopExecutionAsync(new StopExecutionRequest { ExecutionArn = arn });

        var completion = await CompleteAsync(arn);

        Assert.Equal(("ABORTED", "ABORTED"), (completion.Status, completion.Error));
        Assert.True(await Store.ExistsAsync(new RunKeys("complete-stopped").Failure, default));
    }

    // One PNG image of the last range cannot be inflated, which strict makes an error. The rest of the file is valid, so that the
    // worker does not find that the video cannot be split, as it does where damage hits the structure of samples: where it hits
    // in H.264 depends on the encoder, which depends on the number of processors.
    private async Task<string> DamagedAsync()
    {
        const int Damaged = 80, Overwritten = 64;
        var path = _folder.File("damaged.mov");
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=4", "-c:v", "png", path);
        var video = await File.ReadAllBytesAsync(path);
        var start = 0;
        for (var image = 0; image <= Damaged; image++) start += video.AsSpan(start).IndexOf("PNG\r\n"u8) + 1;
        var data = start + video.AsSpan(start).IndexOf("IDAT"u8) + "IDAT"u8.Length;
        video.AsSpan(data, Overwritten).Fill(0xFF);
        await File.WriteAllBytesAsync(path, video);
        return $$"""{"video":"{{path}}","framesPerRange":25,"workers":1,"strict":true}""";
    }

    private async Task<Completion> CompleteAsync(string arn)
    {
        var change = new StatusChange
        {
            Detail = new StatusChangeDetail { ExecutionArn = arn, Name = arn[(arn.LastIndexOf(':') + 1)..] },
        };
        return JsonSerializer.Deserialize<Completion>(
            await _host.InvokeAsync("CompletionFunction", JsonSerializer.SerializeToUtf8Bytes(change)),
            JsonSerializerOptions.Web)!;
    }

    private static FunctionHost Host(ServerFixture server, TemporaryFolder folder) => FunctionHost.Isolated(
        new FunctionHostOptions
        {
            Template = SamTemplate.Load(Path.Combine(Repository.Root, "template.yaml")),
            Resources = new Dictionary<string, string> { ["Bucket"] = LocalRuns.Bucket },
            Environment = new Dictionary<string, string>
            {
                [Settings.StoreVariable] = folder.Root,
                ["AWS_ENDPOINT_URL_SFN"] = server.Address,
                ["AWS_REGION"] = "us-east-1",
            },
        });
}
