using System.Text.Json;
using VideoPipeline.Npz;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>Classifies frames and images with a model of three colors.</summary>
public sealed class ClassificationTests : IDisposable
{
    private static readonly string[] s_colors = ["red", "blue", "green", "red"];
    private static readonly string[] s_resultFiles = [.. ResultFiles.Names, "labels.txt"];

    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    // Law 3 for labels: the results do not depend on how the video is split.
    [Theory]
    [InlineData("h264", "mp4", false)]
    [InlineData("vp9", "webm", true)]
    [InlineData("mpeg4", "avi", false)] // decoded as a whole
    public async Task Run_FilmOfColorsAnySplit_SameBytesAndLabelsEachShot(string codec, string container, bool isolated)
    {
        var film = Film(codec, container);
        var model = ColorModel.Write(Path.Combine(_command.Folder, "colours"));
        await AssertSucceedsAsync(
            "run", film, "--model", "./colours", "--classify-every", "7", "--workers", "1", "--out", "whole");
        await AssertSucceedsAsync([
            "run", film, "--model", model, "--classify-every", "7", "--workers", "3", "--frames-per-range", "10",
            "--out", "split",
            .. isolated ? (string[])["--isolated"] : []]);

        Assert.All(s_resultFiles, file => Assert.True(Read("whole", file).AsSpan().SequenceEqual(Read("split", file)), file));
        var summary = ResultJson.ReadSummary(Read("split", "summary.json"), "summary.json");
        var timeline = summary.LabelTimeline!;
        Assert.Equal(s_colors, timeline.Select(stretch => stretch.Name.Split(',')[0]));
        Assert.Equal([0, 30, 60, 90, 120], timeline.Select(stretch => stretch.Start).Append(timeline[^1].End));
        Assert.NotEmpty(summary.Shots);
        Assert.All(summary.Shots, shot => Assert.NotEmpty(shot.Labels));
        using var frames = new MemoryStream(Read("split", "frames.npz"));
        var ids = NpzReader.Read(frames, "frames.npz").Get<int>("class_id");
        Assert.Equal([120, 3], ids.Shape);
        Assert.All(Enumerable.Range(0, 120).Where(row => row % 7 == 0), row => Assert.InRange(ids.Data[3 * row], 0, 2));
    }

    [Fact]
    public async Task Run_InvalidModel_FailsBeforeDecode()
    {
        var model = ColorModel.Write(Path.Combine(_command.Folder, "colours"));
        File.WriteAllText(Path.Combine(model, "labels.txt"), "blue\ngreen\n");
        var outcome = await _command.RunAsync("run", Film("h264", "mp4"), "--model", "./colours");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("returns 3 values, but labels.txt has 2 labels", outcome.Errors);
        Assert.DoesNotContain("Decode", outcome.Errors);
    }

    [Fact]
    public async Task Classify_ImagesAndAnInvalidFile_ReportsEachInOrder()
    {
        ColorModel.Write(Path.Combine(_command.Folder, "colours"));
        foreach (var color in s_colors)
            Ffmpeg.Run("-f", "lavfi", "-i", $"color={color}:size=64x48", "-frames:v", "1", PathOf($"{color}.png"));
        File.WriteAllText(PathOf("notes.png"), "not an image");

        var outcome = await _command.RunAsync(
            "classify", "red.png", "notes.png", "blue.png", "--model", "./colours", "--top", "1", "--json");

        Assert.Equal(1, outcome.ExitCode);
        using var json = JsonDocument.Parse(outcome.Output);
        var results = json.RootElement.EnumerateArray().ToList();
        Assert.Equal(["red.png", "notes.png", "blue.png"], results.Select(result => result.GetProperty("image").GetString()));
        Assert.Equal("red", results[0].GetProperty("labels")[0].GetProperty("label").GetString());
        Assert.Contains("notes.png is not an image", results[1].GetProperty("error").GetString());
        Assert.Equal("blue", results[2].GetProperty("labels")[0].GetProperty("label").GetString());
    }

    [Fact]
    public async Task ModelsAdd_ValidFiles_CanBeListedCheckedAndUsedByName()
    {
        var files = ColorModel.Write(Path.Combine(_command.Folder, "files"));
        await AssertSucceedsAsync(
            "models", "add", "colours", "--weights", $"{files}/colours.caffemodel", "--config", $"{files}/colours.prototxt",
            "--labels", $"{files}/labels.txt", "--size", "8x8", "--mean", "0,0,0", "--scale", "0.02");
        Assert.Contains("colours          installed", (await _command.RunAsync("models", "list")).Output);
        Assert.Contains("input 8x8 BGR, 3 classes", (await _command.RunAsync("models", "check", "colours")).Output);
        Ffmpeg.Run("-f", "lavfi", "-i", "color=blue:size=64x48", "-frames:v", "1", PathOf("blue.png"));
        Assert.Contains("blue", (await _command.RunAsync("classify", "blue.png", "--model", "colours", "--top", "1")).Output);
    }

    [Fact]
    public async Task ModelsAdd_InvalidWeights_LeavesNoFiles()
    {
        var files = ColorModel.Write(Path.Combine(_command.Folder, "files"));
        File.WriteAllText(Path.Combine(files, "colours.caffemodel"), new string('?', 500));
        var outcome = await _command.RunAsync(
            "models", "add", "colours", "--weights", $"{files}/colours.caffemodel", "--config", $"{files}/colours.prototxt",
            "--labels", $"{files}/labels.txt");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("colours.caffemodel", outcome.Errors);
        var models = PathOf(".videopipeline/models");
        Assert.Empty(Directory.Exists(models) ? Directory.EnumerateFileSystemEntries(models) : []);
        Assert.DoesNotContain("colours  ", (await _command.RunAsync("models", "list")).Output);
    }

    private string Film(string codec, string container)
    {
        var encoder = codec switch { "h264" => "libx264", "vp9" => "libvpx-vp9", var name => name };
        string[] inputs =
            [.. s_colors.SelectMany(color => (string[])["-f", "lavfi", "-i", $"color={color}:size=160x96:rate=30:duration=1"])];
        Ffmpeg.Run([
            .. inputs, "-filter_complex", $"concat=n={s_colors.Length}", "-c:v", encoder, "-pix_fmt", "yuv420p", "-b:v", "400k",
            "-g", "12", PathOf($"film.{container}")]);
        return PathOf($"film.{container}");
    }

    private byte[] Read(string folder, string file) => File.ReadAllBytes(Path.Combine(_command.Folder, folder, file));

    private async Task AssertSucceedsAsync(params string[] arguments)
    {
        var outcome = await _command.RunAsync(arguments);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
    }

    private string PathOf(string name) => Path.Combine(_command.Folder, name);
}
