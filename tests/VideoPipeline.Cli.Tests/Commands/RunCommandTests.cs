using VideoPipeline.Cli.Tests.Support;
using VideoPipeline.Executions;
using VideoPipeline.Local.Runs;
using Xunit;

namespace VideoPipeline.Cli.Tests.Commands;

public sealed class RunCommandTests
{
    [Fact]
    public async Task Run_PathAndOptions_AreTheInput()
    {
        var runs = FakeRuns.Failing("Ended", "here");
        using var session = new Session(runs);
        await session.RunAsync("run", "a film.mp4", "--rgb", "--strict", "--workers", "3", "--frames-per-range", "97");
        Assert.Equal(
            new ExecutionInput
            {
                Video = Path.Combine(session.Folder, "a film.mp4"),
                Rgb = true,
                Strict = true,
                Workers = 3,
                FramesPerRange = 97,
            },
            runs.Input);
        Assert.StartsWith("a-film-20260131T235958Z-", runs.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Address_IsUnchanged()
    {
        var runs = FakeRuns.Failing("Ended", "here");
        using var session = new Session(runs);
        await session.RunAsync("run", "https://example.com/a/film.mp4?key=1");
        Assert.Equal("https://example.com/a/film.mp4?key=1", runs.Input!.Video);
    }

    [Theory]
    [InlineData("CorruptVideoException", ExitCode.Failed)]
    [InlineData("States.Timeout", ExitCode.Failed)]
    [InlineData("InvalidInputException", ExitCode.BadUsage)]
    public async Task Run_FailedExecution_WritesOneError(string error, int code)
    {
        using var session = new Session(FakeRuns.Failing(error, "What, where, what to do."));
        Assert.Equal(code, await session.RunAsync("run", "film.mp4", "--out", "results"));
        Assert.Equal($"error: {error}: What, where, what to do.\n", session.Errors);
        Assert.Empty(session.Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(session.Folder));
    }

    [Fact]
    public async Task Run_UnexpectedException_IsReportedAsABug()
    {
        using var session = new Session(FakeRuns.Failing("NullReferenceException", "Object reference not set."));
        Assert.Equal(ExitCode.Failed, await session.RunAsync("run", "film.mp4"));
        Assert.Contains("This is a bug", session.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FailureThatQuotesAnAddress_ShowsItWithoutCredentials()
    {
        const string Cause = """Not found in {"video":"http://u:secret@h/a?b=secret"}""";
        using var session = new Session(FakeRuns.Failing("States.Runtime", Cause));
        await session.RunAsync("run", "film.mp4");
        Assert.Equal("error: States.Runtime: Not found in {\"video\":\"http://h/a?…\"}\n", session.Errors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // a cancelled worker that reports a failure
    public async Task Run_Interrupted_ReportsFinishedRangesAndHowToContinue(bool throws)
    {
        using var interruption = new CancellationTokenSource();
        using var session = new Session(new FakeRuns((name, _, observer, cancellation) =>
        {
            observer.OnProgress(new RunProgress("Decode", 300, 800, 3, 8, 2));
            interruption.Cancel();
            if (throws) cancellation.ThrowIfCancellationRequested();
            return Task.FromResult(new RunOutcome(name, "nowhere", "CorruptVideoException", "ffmpeg was stopped"));
        }));
        string[] args = ["run", "it's a film.mp4", "--workers", "2"];
        Assert.Equal(ExitCode.Interrupted, await session.RunAsync(interruption.Token, args));
        Assert.Contains("Interrupted. 3 of 8 ranges are finished and stored in ", session.Errors, StringComparison.Ordinal);
        const string Continue = @"To continue: videopipeline run 'it'\''s a film.mp4' --workers 2";
        Assert.EndsWith(Continue + "\n", session.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("error:", session.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_InterruptedWithASignedAddress_SaysToContinueWithTheAddressInFull()
    {
        using var interruption = new CancellationTokenSource();
        using var session = new Session(new FakeRuns((_, _, _, _) =>
        {
            interruption.Cancel();
            throw new OperationCanceledException();
        }));
        await session.RunAsync(interruption.Token, "run", "https://u:secret@host/a.mp4?key=secret", "--rgb");
        const string Continue = "To continue, with the address in full: videopipeline run 'https://host/a.mp4?…' --rgb\n";
        Assert.EndsWith(Continue, session.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OutIsAFile_IsBadUsageBeforeTheRun()
    {
        using var session = new Session();
        await File.WriteAllTextAsync(Path.Combine(session.Folder, "results"), "");
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync("run", "film.mp4", "--out", "results"));
    }
}
