using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using VideoPipeline.EndToEnd.Definition;
using VideoPipeline.Npz;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>Exports of a run, read by programs of others.</summary>
public sealed class ExportTests : IDisposable
{
    private const int Numerator = 30_000, Denominator = 1001;

    private static readonly string s_modules = Path.Combine(Repository.Root, ".build", "npm", "node_modules");

    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    // hyparquet and W3C's WebVTT parser.
    [ReadersFact]
    public async Task Export_ParquetAndWebVtt_AreReadWithTheNumbersOfTheRun()
    {
        await RunAsync("run", await NumberedVideo.GetByName("h264-pyramid.mp4").FileAsync(), "--parquet", "--out", "out");
        await RunAsync("export", "out", "--as", "vtt,sprites");
        var script = Path.Combine(Repository.Root, "tests", "EndToEnd", "Exports", "read.mjs");
        using var read = JsonDocument.Parse(Programs.Output(new ProcessStartInfo("node", [script, s_modules, PathOf("out")])));
        var summary = ResultJson.ReadSummary(File.ReadAllBytes(PathOf("out/summary.json")), "summary.json");
        AssertTables(read.RootElement, summary);
        foreach (var file in (string[])["chapters", "thumbnails"])
            Assert.Empty(read.RootElement.GetProperty(file).GetProperty("errors").EnumerateArray());
        var chapters = Cues(read.RootElement, "chapters");
        Assert.Equal(
            summary.Shots.Select(shot => (shot.Start, shot.End)),
            chapters.Select(cue => (ShownAt(cue, "startTime"), ShownAt(cue, "endTime"))));
        var thumbnails = Cues(read.RootElement, "thumbnails");
        Assert.Equal(5 + 1, thumbnails.Length); // 0, 1…, 5 s
        Assert.Equal(
            thumbnails.Skip(1).Select(cue => cue.GetProperty("startTime").GetDouble()),
            thumbnails.SkipLast(1).Select(cue => cue.GetProperty("endTime").GetDouble()));
    }

    [Fact]
    public async Task Export_Chapters_AreInTheVideoThatFfmpegWrites()
    {
        await RunAsync("run", "--out", "out");
        await RunAsync("export", "out", "--as", "chapters");
        var report = ResultJson.ReadRunReport(File.ReadAllBytes(PathOf("out/run.json")), "run.json");
        Ffmpeg.Run(
            "-i", report.Video.Uri, "-i", PathOf("out/chapters.ffmetadata"), "-map_metadata", "1", "-c", "copy",
            PathOf("out.mkv")); // has chapters to the nanosecond; MP4 to the millisecond
        using var probed = JsonDocument.Parse(Ffmpeg.Probe("-show_chapters", "-of", "json", PathOf("out.mkv")));
        var summary = ResultJson.ReadSummary(File.ReadAllBytes(PathOf("out/summary.json")), "summary.json");
        Assert.Equal(
            summary.Shots.Select((shot, index) => (
                Microseconds(shot.StartSeconds), Microseconds(shot.EndSeconds), $"Shot {index + 1}")),
            probed.RootElement.GetProperty("chapters").EnumerateArray().Select(chapter => (
                Seconds(chapter, "start_time"), Seconds(chapter, "end_time"),
                chapter.GetProperty("tags").GetProperty("title").GetString()!)));
    }

    // ffprobe prints six digits.
    private static double Microseconds(double seconds) => Math.Round(seconds, 6);

    private static double Seconds(JsonElement element, string name) =>
        double.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private void AssertTables(JsonElement read, Summary summary)
    {
        using var file = File.OpenRead(PathOf("out/frames.npz"));
        var arrays = NpzReader.Read(file, "frames.npz");
        var frames = read.GetProperty("frames").EnumerateArray().ToArray();
        Assert.Equal(arrays.Get<double>("time").Data, frames.Select(row => row.GetProperty("time").GetDouble()));
        Assert.Equal(arrays.Get<long>("pts").Data, frames.Select(row => Integer(row, "pts")));
        Assert.Equal(arrays.Get<ulong>("dhash").Data, frames.Select(row => unchecked((ulong)Integer(row, "dhash"))));
        Assert.Equal(
            arrays.Get<ulong>("sum_yuv").Data,
            frames.SelectMany(row => Enumerable.Range(0, 3).Select(plane => (ulong)Integer(row, $"sum_yuv_{plane}"))));
        Assert.Equal(
            summary.Shots.Select(shot => (shot.Start, shot.End, shot.Transition, shot.EndSeconds)),
            read.GetProperty("shots").EnumerateArray().Select(row => (
                Integer(row, "start"), Integer(row, "end"), row.GetProperty("transition").GetString()!,
                row.GetProperty("end_seconds").GetDouble())));
    }

    // 64-bit numbers do not fit JavaScript's, so the script writes them as text.
    private static long Integer(JsonElement row, string name) =>
        long.Parse(row.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static JsonElement[] Cues(JsonElement read, string name) =>
        [.. read.GetProperty(name).GetProperty("cues").EnumerateArray()];

    // The frame that a player shows at the time of a cue.
    private static long ShownAt(JsonElement cue, string time) =>
        (long)Math.Floor((cue.GetProperty(time).GetDouble() + 1e-6) * Numerator / Denominator);

    private string PathOf(string name) => Path.Combine(_command.Folder, name);

    private async Task RunAsync(params string[] arguments)
    {
        var outcome = await _command.RunAsync(arguments);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
    }

    private sealed class ReadersFactAttribute : FactAttribute
    {
        public ReadersFactAttribute() => Skip = !Programs.Exists("node") ? "needs node, which is not on PATH"
            : Directory.Exists(Path.Combine(s_modules, "hyparquet")) ? null
            : "needs hyparquet in .build/npm, which layers/setup could not install";
    }
}
