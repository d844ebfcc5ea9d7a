using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Local.Runs;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>A video that is replaced between Index and Decode gives a VideoChangedException and no results.</summary>
[Collection(S3Server.Name)]
public sealed class ReplacedVideoTests(S3TestServer objects) : IDisposable
{
    private static readonly DateTime s_noon = new(2025, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("h264-closed.mp4")]
    [InlineData("mpeg4.avi")] // decoded as a whole
    public async Task Run_FileReplaced_Changed(string name)
    {
        var path = await PlaceAsync(name, "video");
        await AssertChangedAsync(path, async () =>
            File.Move(await PlaceAsync(name, "other", longer: true), path, overwrite: true));
    }

    [Fact]
    public async Task Run_FileTouched_Changed()
    {
        var path = await PlaceAsync("h264-closed.mp4", "video");
        await AssertChangedAsync(path, () =>
        {
            File.SetLastWriteTimeUtc(path, s_noon);
            return Task.CompletedTask;
        });
    }

    [Theory]
    [InlineData("\"1\"", "\"2\"")]
    [InlineData("W/\"1\"", "W/\"2\"")]
    public async Task Run_EntityTagChanges_Changed(string before, string after) =>
        await AssertServedChangedAsync(new ServerFault.Identity(before), new ServerFault.Identity(after));

    [Fact]
    public async Task Run_LastModifiedChanges_Changed() =>
        await AssertServedChangedAsync(
            new ServerFault.Identity(null, s_noon), new ServerFault.Identity(null, s_noon.AddSeconds(1)));

    [Fact]
    public async Task Run_LengthChanges_Changed()
    {
        var path = await PlaceAsync("h264-closed.mp4", "video");
        await using var server = await RangeServer.StartAsync(_folder.Root);
        server.DefaultFault = new ServerFault.Identity(null);
        await AssertChangedAsync(server.Address("video"), async () =>
            File.Move(await PlaceAsync("h264-closed.mp4", "other", longer: true), path, overwrite: true));
    }

    [S3Fact]
    public async Task Run_ObjectReplaced_Changed()
    {
        // The AWS SDK reads the variables once, when this process opens the first s3:// address.
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_S3", objects.Endpoint);
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", objects.Credentials.GetCredentials().AccessKey);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", objects.Credentials.GetCredentials().SecretKey);
        var bucket = await objects.CreateBucketAsync();
        var video = await File.ReadAllBytesAsync(await NumberedVideo.GetByName("h264-closed.mp4").FileAsync());
        await objects.PutAsync(bucket, "a.mp4", video);
        await AssertChangedAsync($"s3://{bucket}/a.mp4", () => objects.PutAsync(bucket, "a.mp4", [.. video.SkipLast(1), 0xFF]));
    }

    private async Task AssertServedChangedAsync(ServerFault before, ServerFault after)
    {
        await PlaceAsync("h264-closed.mp4", "video");
        await using var server = await RangeServer.StartAsync(_folder.Root);
        server.DefaultFault = before;
        await AssertChangedAsync(server.Address("video"), () =>
        {
            server.DefaultFault = after;
            return Task.CompletedTask;
        });
    }

    private async Task AssertChangedAsync(string video, Func<Task> replace)
    {
        var runs = new LocalRuns(new LocalRunsOptions { StoreFolder = _folder.File("store") });
        var outcome = await runs.RunAsync(
            "run", new ExecutionInput { Video = video, FramesPerRange = 24 }, new BeforeDecode(replace), CancellationToken.None);
        Assert.Equal(nameof(VideoChangedException), outcome.Error);
        Assert.False(File.Exists(Path.Combine(outcome.Folder, "summary.json")));
        Assert.False(Directory.Exists(_folder.File("store/partials")));
    }

    private async Task<string> PlaceAsync(string name, string target, bool longer = false)
    {
        var bytes = await File.ReadAllBytesAsync(await NumberedVideo.GetByName(name).FileAsync());
        return _folder.Write(target, longer ? [.. bytes, 0, 0, 0, 8, .. "free"u8] : bytes);
    }

    private sealed class BeforeDecode(Func<Task> action) : IRunObserver, IExecutionDebugger
    {
        public IExecutionDebugger Debugger => this;

        public void OnProgress(RunProgress progress)
        {
        }

        public void OnStarting(StateMachineDefinition definition)
        {
        }

        public async ValueTask<StateDecision> BeforeStateAsync(StateEntry entry, CancellationToken cancellation)
        {
            if (entry.State.Name == "Decode") await action();
            return StateDecision.Run(entry.Input);
        }

        public ValueTask<StateDecision?> AfterFailureAsync(
            StateEntry entry, StateFailure failure, CancellationToken cancellation) => new((StateDecision?)null);

        public void OnExited(StateEntry entry, StateExit exit)
        {
        }
    }
}
