using System.Text.Json;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

public sealed class FindTests : IDisposable
{
    private const string Scene = "photos/box_in_scene.png", Box = "photos/box.png", Home = "photos/home.jpg";

    /// <summary>The corners of box.png in box_in_scene.png, 512×384.</summary>
    private static readonly (double X, double Y)[] s_boxInScene = [(118.7, 160.8), (285, 175.1), (267.8, 298.5), (89.7, 272.5)];

    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    [SharedDataFact(Scene, Box, Home)]
    public async Task Find_BoxInATransformedScene_ReportsTimeAndCorners()
    {
        // Scaled to 60 %, rotated by 20° around the center, moved by (24, -16), brightened and compressed.
        const string Transform = "scale=308:230,pad=512:384:102:77:gray,rotate=20*PI/180:fillcolor=gray,pad=560:416:48:0:gray," +
            "crop=512:384:24:16,eq=brightness=0.12";
        Ffmpeg.Run(
            "-f", "lavfi", "-i", "mandelbrot=s=512x384:r=25:start_scale=0.5", "-loop", "1", "-r", "25", "-i", Shared(Scene),
            "-filter_complex",
            $"[0]trim=duration=2,setsar=1[a];[1]{Transform},trim=duration=2,setsar=1[b];[a][b]concat=n=2:v=1,format=yuv420p",
            "-c:v", "libx264", "-crf", "28", Path.Combine(_command.Folder, "film.mp4"));
        Assert.Equal(0, (await _command.RunAsync("run", "film.mp4", "--fingerprint", "--out", "film")).ExitCode);
        File.WriteAllText(Path.Combine(_command.Folder, "words.png"), "not an image");

        var found = await _command.RunAsync("find", Shared(Box), Shared(Home), "words.png", "--in", "film", "--json");
        Assert.Equal(1, found.ExitCode); // words.png is not an image
        var images = JsonDocument.Parse(found.Output).RootElement.GetProperty("images");
        var box = Assert.Single(images[0].GetProperty("occurrences").EnumerateArray());
        Assert.InRange(box.GetProperty("start").GetInt64(), 50, 55);
        Assert.InRange(box.GetProperty("end").GetInt64(), 95, 100);
        var corners = box.GetProperty("corners").EnumerateArray().ToList();
        Assert.Equal(4, corners.Count);
        foreach (var (corner, expected) in corners.Zip(s_boxInScene.Select(Transformed)))
        {
            var (dx, dy) = (corner[0].GetDouble() - expected.X, corner[1].GetDouble() - expected.Y);
            Assert.InRange(Math.Sqrt((dx * dx) + (dy * dy)), 0, 0.03 * 120);
        }
        Assert.False(images[1].GetProperty("found").GetBoolean());
        Assert.StartsWith("UnsupportedVideoException", images[2].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(_command.TemporaryFiles);
    }

    // Law 3 for fingerprints: the results do not depend on how the video is split.
    [Fact]
    public async Task Run_FingerprintsAnySplit_SameBytes()
    {
        var video = await NumberedVideo.GetByName("h264-open.mp4").FileAsync();
        string[] run = ["run", video, "--fingerprint-every", "10"];
        await AssertSucceedsAsync([.. run, "--frames-per-range", "100000", "--workers", "1", "--out", "whole"]);
        await AssertSucceedsAsync([.. run, "--frames-per-range", "13", "--workers", "3", "--out", "split"]);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(_command.Folder, "whole", "fingerprints.npz")),
            File.ReadAllBytes(Path.Combine(_command.Folder, "split", "fingerprints.npz")));
        var all = await _command.RunAsync("find", "--duplicates", "--json");
        Assert.Equal(0, all.ExitCode);
        Assert.Equal(2, JsonDocument.Parse(all.Output).RootElement.GetProperty("runs").GetInt32());
    }

    private async Task AssertSucceedsAsync(params string[] arguments)
    {
        var outcome = await _command.RunAsync(arguments);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
    }

    private static (double X, double Y) Transformed((double X, double Y) point)
    {
        var (x, y) = ((point.X * 308 / 512) + 102 - 256, (point.Y * 230 / 384) + 77 - 192);
        var (cos, sin) = (Math.Cos(20 * Math.PI / 180), Math.Sin(20 * Math.PI / 180));
        return ((x * cos) - (y * sin) + 256 + 24, (x * sin) + (y * cos) + 192 - 16);
    }

    private static string Shared(string file) => Path.Combine(Repository.SharedData!, file);
}
