using System.Diagnostics;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>A server, and commands that have it do what AWS would.</summary>
public sealed class ServeTests : IAsyncLifetime
{
    private const string Machine = "arn:aws:states:us-east-1:000000000000:stateMachine:videopipeline";

    private readonly Command command = new();
    private Process? server;

    public async Task InitializeAsync()
    {
        server = command.Start("serve", "--port", "0");
        server.ErrorDataReceived += static (_, _) => { };
        server.BeginErrorReadLine();
        var line = await server.StandardOutput.ReadLineAsync();
        command.Environment["AWS_ENDPOINT_URL_SFN"] = line!["Listening on ".Length..];
    }

    public async Task DisposeAsync()
    {
        using (server)
        {
            // SIGTERM, as a terminal or a service manager sends it.
            using var kill = Process.Start("kill", server!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await server.WaitForExitAsync();
        }
        command.Dispose();
    }

    [Fact]
    public async Task RunOn_AVideo_SameBytesAndSameTextAsARunHere()
    {
        var video = await NumberedVideo.Named("h264-closed.mp4").FileAsync();

        var here = await command.RunAsync("run", video, "--out", "here");
        var there = await command.RunAsync("run", video, "--on", Machine, "--out", "there");

        Assert.True((here.ExitCode, there.ExitCode) == (0, 0), here.Errors + there.Errors);
        Assert.Equal(Findings(here.Output), Findings(there.Output));
        foreach (var name in (string[])["summary.json", "frames.npz", "mean.png", "contact-sheet.jpg"])
            Assert.Equal(await Bytes("here", name), await Bytes("there", name));
    }

    [Fact]
    public async Task Start_ThenWatch_ShowsStatesAndResults()
    {
        var video = await NumberedVideo.Named("h264-closed.mp4").FileAsync();

        var started = await command.RunAsync("start", video, "--state-machine", Machine, "--every", "10");
        var watched = await command.RunAsync("watch", started.Output.Trim(), "--json");

        Assert.True((started.ExitCode, watched.ExitCode) == (0, 0), started.Errors + watched.Errors);
        Assert.Contains($"watch {started.Output.Trim()}", started.Errors);
        Assert.Contains("\"summary\"", watched.Output);
    }

    [Fact]
    public async Task RunOn_VideoThatIsNotThere_SameFailureAsHere()
    {
        var here = await command.RunAsync("run", "nowhere.mp4");
        var there = await command.RunAsync("run", "nowhere.mp4", "--on", Machine);

        Assert.Equal((1, Failure(here)), (there.ExitCode, Failure(there)));
        Assert.Contains("VideoNotFoundException", Failure(there));
    }

    [Theory]
    [InlineData("watch", Machine)]
    [InlineData("watch", "arn:aws:states:us-east-1:000000000000:execution:videopipeline:none")]
    [InlineData("start", "film.mp4", "--state-machine", "arn:aws:states:eu-west-1:123456789012:stateMachine:any")]
    public async Task Command_WhatCannotBe_BadUsageWithOneSentence(params string[] words)
    {
        var outcome = await command.RunAsync(words);

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("error: InvalidInputException: ", outcome.Errors);
    }

    private static string Failure(Outcome outcome) => outcome.Errors.Split('\n').Single(line => line.StartsWith("error: ", StringComparison.Ordinal));

    // From there on it tells how fast it was, and where.
    private static string Findings(string text) => text[..text.IndexOf("\nWork", StringComparison.Ordinal)];

    private Task<byte[]> Bytes(string folder, string name) => File.ReadAllBytesAsync(Path.Combine(command.Folder, folder, name));
}
