using System.Text.Json;
using VideoPipeline.Cli.Tests.Support;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Local.Runs;
using VideoPipeline.Results.Files;
using VideoPipeline.Sources;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Cli.Tests.Batches;

public sealed class BatchTests : IDisposable
{
    private readonly TemporaryFolder _runs = new();
    private readonly List<string> _started = [];

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task Run_SomeFail_OthersGoOnAndTheFailuresAreToldAtTheEnd()
    {
        using var session = NewSession();
        Write(session, "one.mp4", "broken.mp4", "two.mp4");
        Assert.Equal(ExitCode.Failed, await session.RunAsync("run", ".", "--out", "results"));
        Assert.Matches(@"(?m)^\[\d/3\] broken  FAILED: CorruptVideoException$", session.Output);
        Assert.Matches(@"(?m)^\[\d/3\] one     60 frames, 0:02\.400, 3 shots; 0\.0 s$", session.Output);
        Assert.Contains("\n2 of 3 videos done, 0 of them before, 1 failed; ", session.Output, StringComparison.Ordinal);
        var broken = Path.Combine(session.Folder, "broken.mp4");
        Assert.EndsWith($"error: CorruptVideoException: {broken}: Damaged.\n", session.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(session.Folder, "results", "two", "report.html")));
        Assert.False(Directory.Exists(Path.Combine(session.Folder, "results", "broken")));
        var report = ReadReport(session, "results/batch.json");
        Assert.Equal((3, 2, 0, 1), (
            report.GetProperty("total").GetInt32(), report.GetProperty("succeeded").GetInt32(),
            report.GetProperty("reused").GetInt32(), report.GetProperty("failed").GetInt32()));
        var failed = report.GetProperty("videos")[0];
        Assert.Equal(
            (broken, "failed", "CorruptVideoException", "Damaged."),
            (failed.GetProperty("video").GetString(), failed.GetProperty("status").GetString(),
                failed.GetProperty("error").GetString(), failed.GetProperty("cause").GetString()));
    }

    [Fact]
    public async Task Run_Again_RunsOnlyWhatIsNotDone()
    {
        using var session = NewSession();
        Write(session, "one.mp4", "broken.mp4");
        await session.RunAsync("run", ".", "--out", "results");
        _started.Clear();
        Write(session, "two.mp4");
        await session.RunAsync("run", ".", "--out", "results", "--workers", "7");
        Assert.Equal(["broken.mp4", "two.mp4"], _started.Order());
        Assert.Contains("; done before\n", session.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "--rgb")] // other options
    [InlineData("longer", null)] // other content
    public async Task Run_AgainWithAnotherResult_RunsAgain(string? content, string? option)
    {
        using var session = NewSession();
        Write(session, "one.mp4", "two.mp4");
        await session.RunAsync("run", ".", "--out", "results");
        _started.Clear();
        if (content is not null) File.WriteAllText(Path.Combine(session.Folder, "one.mp4"), content);
        await session.RunAsync(["run", ".", "--out", "results", .. option is null ? [] : (string[])[option]]);
        Assert.Contains("one.mp4", _started);
    }

    [Fact]
    public async Task Run_ResultsInTheStoreOnly_AreCopied()
    {
        using var session = NewSession();
        Write(session, "one.mp4", "two.mp4");
        await session.RunAsync("run", ".");
        _started.Clear();
        Assert.Equal(ExitCode.Done, await session.RunAsync("run", ".", "--out", "results"));
        Assert.Empty(_started);
        Assert.True(File.Exists(Path.Combine(session.Folder, "results", "two", "summary.json")));
    }

    [Fact]
    public async Task Run_Json_IsALinePerVideo()
    {
        using var session = NewSession();
        Write(session, "one.mp4", "broken.mp4");
        Assert.Equal(ExitCode.Failed, await session.RunAsync("run", "*.mp4", "--json"));
        var lines = session.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(2, lines.Count);
        var (failed, done) = (lines.Single(line => line.GetProperty("name").GetString() == "broken"),
            lines.Single(line => line.GetProperty("name").GetString() == "one"));
        Assert.Equal("Damaged.", failed.GetProperty("cause").GetString());
        Assert.Equal(60, done.GetProperty("summary").GetProperty("frames").GetProperty("delivered").GetInt32());
        Assert.Equal(JsonValueKind.Object, done.GetProperty("run").ValueKind);
    }

    [Fact]
    public async Task Run_Interrupted_SaysWhatIsDoneAndHowToContinue()
    {
        using var interruption = new CancellationTokenSource();
        using var session = NewSession(interruption);
        Write(session, "1.mp4", "2-stop.mp4", "3.mp4");
        var code = await session.RunAsync(interruption.Token, "run", ".", "--out", "results", "--jobs", "1");
        Assert.Equal(ExitCode.Interrupted, code);
        Assert.Contains("Interrupted. 1 of 3 videos done", session.Errors, StringComparison.Ordinal);
        Assert.EndsWith("To continue: videopipeline run . --out results --jobs 1\n", session.Errors, StringComparison.Ordinal);
        Assert.Equal(
            ["succeeded", "interrupted", "pending"],
            ReadReport(session, "results/batch.json").GetProperty("videos").EnumerateArray()
                .Select(video => video.GetProperty("status").GetString()));
    }

    [Theory]
    [InlineData("--step")]
    [InlineData("--on", "arn:aws:states:eu-west-1:123456789012:stateMachine:videopipeline")]
    [InlineData("--top", "3")]
    public async Task Run_ManyWithAnOptionThatIsNotPossible_IsBadUsageBeforeTheRun(params string[] options)
    {
        using var session = NewSession();
        Write(session, "one.mp4", "two.mp4");
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync(["run", ".", .. options]));
        Assert.Empty(_started);
    }

    [Fact]
    public async Task Index_Many_WritesEachAndGoesOnAfterAFailure()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        using var session = new Session();
        Assert.Equal(ExitCode.Failed, await session.RunAsync("index", "missing.mp4", video, "--json"));
        var lines = session.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["VideoNotFoundException", null], lines.Select(line =>
            line.TryGetProperty("error", out var error) ? error.GetString() : null));
        Assert.Equal((video, 150), (lines[1].GetProperty("video").GetString(), lines[1].GetProperty("frames").GetInt32()));
    }

    private static void Write(Session session, params string[] names)
    {
        foreach (var name in names) File.WriteAllText(Path.Combine(session.Folder, name), name);
    }

    private static JsonElement ReadReport(Session session, string path)
    {
        var report = JsonElement.Parse(File.ReadAllBytes(Path.Combine(session.Folder, path)));
        var schema = File.ReadAllBytes(Path.Combine(Repository.Root, "docs", "batch.schema.json"));
        Assert.Empty(new JsonSchema(JsonElement.Parse(schema)).Errors(report));
        return report;
    }

    private Session NewSession(CancellationTokenSource? interruption = null)
    {
        var store = "";
        var session = new Session(new FakeRuns(async (name, input, _, cancellation) =>
        {
            var video = Path.GetFileName(input.Video.Reveal());
            lock (_started) _started.Add(video);
            if (video.Contains("stop", StringComparison.Ordinal)) await interruption!.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
            return video.StartsWith("broken", StringComparison.Ordinal)
                ? new RunOutcome(name, "nowhere", nameof(CorruptVideoException), "Damaged.")
                : new RunOutcome(name, await WriteResultsAsync(Path.Combine(store, "runs", name), input), null, null);
        }));
        store = Path.Combine(session.Folder, ".videopipeline");
        return session;
    }

    private static async Task<string> WriteResultsAsync(string folder, ExecutionInput input)
    {
        await using var source = await new VideoSources().OpenAsync(input.Video, null, CancellationToken.None);
        Directory.CreateDirectory(folder);
        foreach (var name in Cli.Runs.RunFolder.Names(input)) File.WriteAllText(Path.Combine(folder, name), name);
        var report = ExampleRun.Report with
        {
            Video = new RunVideo(input.Video.ToString(), new RunIdentity(source.Length, source.Version)),
            Options = JsonElement.Parse(input.ToJson()),
            Versions = RunVersions.Current(),
        };
        File.WriteAllBytes(Path.Combine(folder, "run.json"), ResultJson.Write(report));
        File.WriteAllBytes(Path.Combine(folder, "summary.json"), ResultJson.Write(ExampleRun.Summary));
        return folder;
    }
}
