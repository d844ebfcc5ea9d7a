using System.Diagnostics;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>A server, and commands that have it do what AWS would.</summary>
public sealed class ServeTests : IAsyncLifetime
{
    private const string Machine = "arn:aws:states:us-east-1:000000000000:stateMachine:videopipeline";

    private readonly Command _command = new();
    private Process? _server;

    public async Task InitializeAsync()
    {
        _server = _command.Start("serve", "--port", "0");
        _server.ErrorDataReceived += static (_, _) => { };
        _server.BeginErrorReadLine();
        var line = await _server.StandardOutput.ReadLineAsync();
        _command.Environment["AWS_ENDPOINT_URL_SFN"] = line!["Listening on ".Length..];
    }

    public async Task DisposeAsync()
    {
        using (_server)
        {
            // SIGTERM, as a terminal or a service manager sends it.
            using var kill = Process.Start("kill", _server!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await _server.WaitForExitAsync();
        }
        _command.Dispose();
    }

    [Fact]
    public async Task RunOn_AVideo_SameBytesAndSameTextAsARunHere()
    {
        var video = await NumberedVideo.Named("h264-closed.mp4").FileAsync();

        var here = await _command.RunAsync("run", video, "--out", "here");
        var there = await _command.RunAsync("run", video, "--on", Machine, "--out", "there");

        Assert.True((here.ExitCode, there.ExitCode) == (0, 0), here.Errors + there.Errors);
        Assert.Equal(Findings(here.Output), Findings(there.Output));
        foreach (var name in (string[])["summary.json", "frames.npz", "mean.png", "contact-sheet.jpg"])
            Assert.Equal(await Bytes("here", name), await Bytes("there", name));
    }

    [Fact]
    public async Task Start_ThenWatch_ShowsStatesAndResults()
    {
        var video = await NumberedVideo.Named("h264-closed.mp4").FileAsync();

        var started = await _command.RunAsync("start", video, "--state-machine", Machine, "--every", "10");
        var watched = await _command.RunAsync("watch", started.Output.Trim(), "--json");

        Assert.True((started.ExitCode, watched.ExitCode) == (0, 0), started.Errors + watched.Errors);
        Assert.Contains($"watch {started.Output.Trim()}", started.Errors);
        Assert.Contains("\"summary\"", watched.Output);
    }

    [Fact]
    public async Task RunOn_VideoThatIsNotThere_SameFailureAsHere()
    {
        var here = await _command.RunAsync("run", "nowhere.mp4");
        var there = await _command.RunAsync("run", "nowhere.mp4", "--on", Machine);

        Assert.Equal((1, Failure(here)), (there.ExitCode, Failure(there)));
        Assert.Contains("VideoNotFoundException", Failure(there));
    }

    [Theory]
    [InlineData("watch", Machine)]
    [InlineData("watch", "arn:aws:states:us-east-1:000000000000:execution:videopipeline:none")]
    [InlineData("start", "film.mp4", "--state-machine", "arn:aws:states:eu-west-1:123456789012:stateMachine:any")]
    public async Task Command_WhatCannotBe_BadUsageWithOneSentence(params string[] words)
    {
        var outcome = await _command.RunAsync(words);

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("error: InvalidInputException: ", outcome.Errors);
    }

    private static string Failure(Outcome outcome) => outcome.Errors.Split('\n').Single(line => line.StartsWith("error: ", StringComparison.Ordinal));

    // From there on it tells how fast it was, and where.
    private static string Findings(string text) => text[..text.IndexOf("\nWork", StringComparison.Ordinal)];

    private Task<byte[]> Bytes(string folder, string name) => File.ReadAllBytesAsync(Path.Combine(_command.Folder, folder, name));
}
