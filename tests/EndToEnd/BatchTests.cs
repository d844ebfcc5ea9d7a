using System.Diagnostics;
using System.Text.Json;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>Many videos in one command: right results for each, failures told, stopped and gone on with.</summary>
public sealed class BatchTests : IDisposable
{
    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public async Task Run_MixedFolder_ResultsOfEachVideoAndTheFailures()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        var other = await NumberedVideo.GetByName("vp9.webm").FileAsync();
        Copy(video, "films/a/film.mp4");
        Copy(other, "films/b/film.webm");
        Copy(video, "films/b/film.mp4");
        File.WriteAllText(PathOf("films/readme.txt"), "Films.\n");
        File.WriteAllBytes(PathOf("films/broken.mp4"), File.ReadAllBytes(video)[..5000]);

        var outcome = await _command.RunAsync("run", "films", "--recursive", "--out", "results");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("error: CorruptVideoException: ", outcome.Errors);
        Assert.Contains("not videos by their names: 1 .txt.", outcome.Errors);
        Assert.Equal(
            ["a-film", "b-film", "film.webm"],
            Directory.EnumerateDirectories(PathOf("results")).Select(Path.GetFileName).Order());
        Assert.Empty(_command.TemporaryFiles);
        await AssertSucceedsAsync("run", PathOf("films/b/film.webm"), "--workers", "3", "--out", "single");
        ResultFiles.AssertSame(PathOf("single"), PathOf("results/film.webm"));
        ResultFiles.AssertSame(PathOf("results/a-film"), PathOf("results/b-film"));

        var again = await _command.RunAsync("run", "films", "--recursive", "--out", "results");
        Assert.Equal((1, 3), (again.ExitCode, again.Output.Split("; done before").Length - 1));
    }

    [Fact]
    public async Task Run_Interrupted_GoesOnWithTheSameCommand()
    {
        const int Videos = 8;
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        for (var i = 0; i < Videos; i++) Copy(video, $"films/{i}.mp4");
        string[] run = ["run", "films/*.mp4", "--jobs", "1", "--out", "results"];
        using (var process = _command.Start(run))
        {
            while (!process.HasExited && !(Directory.Exists(PathOf("results/0")) && _command.RunningFfmpeg().Count > 0))
                await Task.Delay(10);
            Assert.False(process.HasExited, "The batch ended before it could be interrupted.");
            using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(130, process.ExitCode);
            Assert.Contains("Interrupted. ", errors);
        }
        Assert.Empty(_command.RunningFfmpeg());
        Assert.Empty(_command.TemporaryFiles);
        var done = Statuses().Count(status => status == "succeeded");
        Assert.InRange(done, 1, Videos - 1);

        await AssertSucceedsAsync(run);
        using var report = JsonDocument.Parse(File.ReadAllBytes(PathOf("results/batch.json")));
        Assert.Equal(done, report.RootElement.GetProperty("reused").GetInt32());
        Assert.All(Statuses(), status => Assert.Equal("succeeded", status));
    }

    private IReadOnlyList<string?> Statuses()
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(PathOf("results/batch.json")));
        var videos = report.RootElement.GetProperty("videos").EnumerateArray();
        return [.. videos.Select(video => video.GetProperty("status").GetString())];
    }

    private async Task AssertSucceedsAsync(params string[] arguments)
    {
        var outcome = await _command.RunAsync(arguments);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
    }

    private void Copy(string video, string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.Copy(video, PathOf(name));
    }

    private string PathOf(string name) => Path.Combine(_command.Folder, name);
}
