using System.Diagnostics;
using System.Text.Json;
using VideoPipeline.Npz;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

public sealed class RunTests : IDisposable
{
    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public async Task Run_NoVideo_AnalyzesTheSampleVideo()
    {
        var outcome = await _command.RunAsync("run", "--out", "out");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.ExitCode == 0 ? "" : outcome.Errors));
        var summary = Summary("out");
        Assert.Equal(summary.Frames.Expected, summary.Frames.Delivered);
        Assert.True(summary.Shots.Count >= 3);
        Assert.Contains($"Frames     {summary.Frames.Delivered}", outcome.Output);
        Assert.Empty(_command.TemporaryFiles);
    }

    [Fact]
    public async Task Run_Again_ReusesEveryPartial()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        await AssertSucceedsAsync("run", video, "--frames-per-range", "50", "--out", "first");
        await AssertSucceedsAsync("run", video, "--frames-per-range", "50", "--out", "second");
        Assert.Equal(0, Report("first").Reused);
        var report = Report("second");
        Assert.InRange(report.Ranges.Count, 2, 150);
        Assert.Equal(report.Ranges.Count, report.Reused);
        Assert.Equal(0, report.Access.Decode.FramesDecoded);
        AssertSameResults("first", "second");
    }

    // Law 3: the results do not depend on how the video is split.
    [Theory]
    [InlineData("h264-open.mp4", 1, 7, false)]
    [InlineData("h264-open.mp4", 4, 60, false)]
    [InlineData("h264-open.mp4", 2, 30, true)]
    [InlineData("vp9.frag.mp4", 3, 1, false)]
    public async Task Run_AnySplitAnyHost_SameBytes(string name, int workers, int framesPerRange, bool isolated)
    {
        var video = await NumberedVideo.GetByName(name).FileAsync();
        await AssertSucceedsAsync("run", video, "--rgb", "--frames-per-range", "100000", "--out", "whole");
        await AssertSucceedsAsync([
            "run", video, "--rgb", "--workers", $"{workers}", "--frames-per-range", $"{framesPerRange}", "--out", "split",
            .. isolated ? (string[])["--isolated"] : []]);
        AssertSameResults("whole", "split");
    }

    // Law 3 for selected frames.
    [Theory]
    [InlineData("h264-open.mp4", "--every", "7")]
    [InlineData("hevc-open.mp4", "--fps", "2.5")]
    [InlineData("h264-vfr.mp4", "--at", "3,1.5s,4,149")]
    [InlineData("h264-pyramid.ts", "--frames", "20:90")]
    public async Task Run_SelectedFramesAnySplit_SameBytes(string name, string option, string value)
    {
        var video = await NumberedVideo.GetByName(name).FileAsync();
        await AssertSucceedsAsync("run", video, option, value, "--frames-per-range", "100000", "--out", "whole");
        await AssertSucceedsAsync("run", video, option, value, "--frames-per-range", "1", "--workers", "3", "--out", "split");
        AssertSameResults("whole", "split");
    }

    [Fact]
    public async Task Run_EverySeventhFrame_HasTheSameRowsAsAllFrames()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        await AssertSucceedsAsync("run", video, "--out", "all");
        await AssertSucceedsAsync("run", video, "--every", "7", "--out", "some");
        var (all, some) = (Arrays("all"), Arrays("some"));
        Assert.Equal(Enumerable.Range(0, 22).Select(n => 7L * n), some.Get<long>("frame").Data);
        foreach (var column in (string[])["luma_mean", "sharpness", "time"])
            Assert.Equal(all.Get<double>(column).Data.Where((_, row) => row % 7 == 0), some.Get<double>(column).Data);
        var summary = Summary("some");
        Assert.Equal((22, 22, "every 7"), (summary.Frames.Expected, summary.Frames.Delivered, summary.Frames.Selection));
        Assert.Equal(Summary("all").Video, summary.Video);
    }

    [Fact]
    public async Task Run_SelectionBeyondTheEnd_IsBadUsage()
    {
        var outcome = await _command.RunAsync("run", await NumberedVideo.GetByName("h264-closed.mp4").FileAsync(), "--at", "150");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("150 frames (0 to 149)", outcome.Errors);
    }

    [SharedDataFact("videos/agent327_480p_remux.mp4")]
    public async Task Run_FilmInManyRanges_KnownSumsAndSameBytes()
    {
        var film = Path.Combine(Repository.SharedData!, "videos/agent327_480p_remux.mp4");
        await AssertSucceedsAsync("run", film, "--rgb", "--workers", "4", "--frames-per-range", "1000", "--out", "large");
        await AssertSucceedsAsync("run", film, "--rgb", "--workers", "1", "--frames-per-range", "97", "--out", "small");
        AssertSameResults("large", "small");
        var summary = Summary("large");
        Assert.Equal((5555, 5555), (summary.Frames.Expected, summary.Frames.Delivered));
        // The sums that both OpenCV and PyAV compute.
        Assert.Equal([114774351367UL, 123502150845UL, 149078656191UL], summary.Totals.SumBgr!);
    }

    // The MP4 boxes do not show that the frame size changes. A worker detects it, and one worker then decodes the whole video.
    [Fact]
    public async Task Run_FrameSizeChanges_DecodedAsAWhole()
    {
        var video = ChangingSize();
        var sequential = await SequentialDecode.FramesAsync(video);
        await AssertSucceedsAsync("run", video, "--frames-per-range", "10", "--out", "out");
        Assert.Equal(sequential.Count, Summary("out").Frames.Delivered);
        var frames = await _command.RunAsync("frames", video, "--frames", "0:", "--as", "md5");
        Assert.Equal(sequential.Select((frame, i) => $"{i},{frame.Pts},{frame.Md5}"), Md5Lines(frames));
    }

    [Fact]
    public async Task Run_Json_IsOneDocument()
    {
        var video = await NumberedVideo.GetByName("vp8.webm").FileAsync();
        using var json = JsonDocument.Parse((await _command.RunAsync("run", video, "--json")).Output);
        Assert.Equal(150, json.RootElement.GetProperty("summary").GetProperty("frames").GetProperty("delivered").GetInt64());
        Assert.Equal(0, json.RootElement.GetProperty("run").GetProperty("reused").GetInt64());
    }

    [Fact]
    public async Task Run_Interrupted_StopsCleanlyAndContinuesLater()
    {
        string[] run = ["run", await LongVideoAsync(), "--frames-per-range", "50", "--workers", "1"];
        var store = _command.Store;
        using (var process = _command.Start(run))
        {
            // Interrupts it after the first range, while ffmpeg decodes another one.
            while (!process.HasExited && (_command.Partials().Count == 0 || _command.RunningFfmpeg().Count == 0))
                await Task.Delay(20);
            Assert.False(process.HasExited, "The run ended before it could be interrupted.");
            using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(130, process.ExitCode);
            Assert.Contains("Interrupted. ", errors);
            Assert.Contains("To continue: videopipeline run ", errors);
        }
        Assert.Empty(_command.RunningFfmpeg());
        Assert.Empty(_command.TemporaryFiles);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(store, ".unfinished")));
        Assert.Empty(Directory.EnumerateFiles(store, "summary.json", SearchOption.AllDirectories));
        var stored = _command.Partials().Count;

        await AssertSucceedsAsync([.. run, "--out", "continued"]);
        var report = Report("continued");
        Assert.InRange(stored, 1, report.Ranges.Count - 1);
        Assert.Equal(stored, report.Reused);

        using var uninterrupted = new Command(); // its store is empty
        var outcome = await uninterrupted.RunAsync([.. run, "--out", PathOf("uninterrupted")]);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        Assert.Equal(0, Report("uninterrupted").Reused);
        AssertSameResults("uninterrupted", "continued");
    }

    private async Task AssertSucceedsAsync(params string[] arguments)
    {
        var outcome = await _command.RunAsync(arguments);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
    }

    private void AssertSameResults(string left, string right)
    {
        ResultFiles.AssertSame(PathOf(left), PathOf(right), ResultFiles.Names.Concat(ResultFiles.Exports));
        Assert.True(ReportOf(left) == ReportOf(right), $"report.html differs between {left} and {right}");
    }

    // Without the section that says how the run was made.
    private string ReportOf(string folder)
    {
        var parts = File.ReadAllText(Path.Combine(PathOf(folder), "report.html")).Split("<section id=\"run\"");
        Assert.Equal(2, parts.Length);
        return parts[0] + parts[1][parts[1].IndexOf("</section>", StringComparison.Ordinal)..];
    }

    private RunReport Report(string folder) =>
        ResultJson.ReadRunReport(File.ReadAllBytes(Path.Combine(_command.Folder, folder, "run.json")), "run.json");

    private Summary Summary(string folder) =>
        ResultJson.ReadSummary(File.ReadAllBytes(Path.Combine(_command.Folder, folder, "summary.json")), "summary.json");

    private NpzArrays Arrays(string folder)
    {
        using var file = File.OpenRead(Path.Combine(_command.Folder, folder, "frames.npz"));
        return NpzReader.Read(file, "frames.npz");
    }

    private string ChangingSize()
    {
        var (small, large, video) = (PathOf("small.264"), PathOf("large.264"), PathOf("changing.mp4"));
        (string Size, string File)[] parts = [("160x96", small), ("320x192", large)];
        foreach (var (size, file) in parts)
        {
            var source = $"testsrc2=size={size}:rate=25:duration=2";
            Ffmpeg.Run("-f", "lavfi", "-i", source, "-c:v", "libx264", "-g", "10", "-bf", "0", file);
        }
        File.WriteAllBytes(PathOf("both.264"), [.. File.ReadAllBytes(small), .. File.ReadAllBytes(large)]);
        Ffmpeg.Run("-r", "25", "-i", PathOf("both.264"), "-c", "copy", video);
        return video;
    }

    private async Task<string> LongVideoAsync()
    {
        var video = PathOf("long.mp4");
        await Task.Run(() => Ffmpeg.Run(
            "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25:duration=80", "-c:v", "libx264", "-preset", "ultrafast",
            "-g", "50", video));
        return video;
    }

    private string PathOf(string name) => Path.Combine(_command.Folder, name);

    private static IEnumerable<string> Md5Lines(Outcome outcome) =>
        outcome.Output.Split('\n').Where(line => line.Length > 0 && line[0] != '#');
}
