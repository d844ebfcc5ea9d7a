using System.Diagnostics;
using System.Text.Json;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>Runs commands against a server that replaces Step Functions of AWS.</summary>
public sealed class ServeTests : IAsyncLifetime
{
    private const string Machine = "arn:aws:states:us-east-1:000000000000:stateMachine:videopipeline";

    private readonly Command _command = new();
    private Process? _server;

    public async Task InitializeAsync()
    {
        _server = _command.Start("serve", "--port", "0", "--videos", "/");
        _server.ErrorDataReceived += static (_, _) => { };
        _server.BeginErrorReadLine();
        var line = await _server.StandardOutput.ReadLineAsync();
        _command.Environment["AWS_ENDPOINT_URL_SFN"] = line!["Listening on ".Length..];
    }

    public async Task DisposeAsync()
    {
        using (_server)
        {
            // kill sends SIGTERM.
            using var kill = Process.Start("kill", _server!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await _server.WaitForExitAsync();
        }
        _command.Dispose();
    }

    [Fact]
    public async Task RunOn_Video_SameBytesAndTextAsALocalRun()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();

        var local = await _command.RunAsync("run", video, "--out", "local");
        var remote = await _command.RunAsync("run", video, "--on", Machine, "--out", "remote");

        Assert.True((local.ExitCode, remote.ExitCode) == (0, 0), local.Errors + remote.Errors);
        Assert.Equal(Results(local.Output), Results(remote.Output));
        ResultFiles.AssertSame(Path.Combine(_command.Folder, "local"), Path.Combine(_command.Folder, "remote"));
    }

    [Fact]
    public async Task StartThenWatch_Selection_PrintsTheResults()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();

        var started = await _command.RunAsync("start", video, "--state-machine", Machine, "--every", "10");
        var watched = await _command.RunAsync("watch", started.Output.Trim(), "--json");

        Assert.True((started.ExitCode, watched.ExitCode) == (0, 0), started.Errors + watched.Errors);
        Assert.Contains($"watch {started.Output.Trim()}", started.Errors);
        using var json = JsonDocument.Parse(watched.Output);
        var summary = json.RootElement.GetProperty("summary");
        Assert.Equal(15, summary.GetProperty("frames").GetProperty("delivered").GetInt64()); // 0, 10, …, 140
    }

    [Fact]
    public async Task RunOn_MissingVideo_SameErrorAsALocalRun()
    {
        var local = await _command.RunAsync("run", "nowhere.mp4");
        var remote = await _command.RunAsync("run", "nowhere.mp4", "--on", Machine);

        Assert.Equal((1, Failure(local)), (remote.ExitCode, Failure(remote)));
        Assert.Contains("VideoNotFoundException", Failure(remote));
    }

    [Theory]
    [InlineData("watch", Machine)]
    [InlineData("watch", "arn:aws:states:us-east-1:000000000000:execution:videopipeline:none")]
    [InlineData("start", "film.mp4", "--state-machine", "arn:aws:states:eu-west-1:123456789012:stateMachine:any")]
    public async Task Command_InvalidArn_IsBadUsage(params string[] arguments)
    {
        var outcome = await _command.RunAsync(arguments);

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("error: InvalidInputException: ", outcome.Errors);
    }

    private static string Failure(Outcome outcome) =>
        outcome.Errors.Split('\n').Single(line => line.StartsWith("error: ", StringComparison.Ordinal));

    // The section Work and the following ones contain times and folders.
    private static string Results(string text) => text[..text.IndexOf("\nWork", StringComparison.Ordinal)];
}
