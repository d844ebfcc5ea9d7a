using System.Text.Json;
using VideoPipeline.Npz;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

public sealed class RunTests : IDisposable
{
    private static readonly string[] s_resultFiles = ["frames.npz", "summary.json", "mean.png", "contact-sheet.jpg"];

    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public async Task Run_NoVideo_AnalysesASampleOfItsOwn()
    {
        var outcome = await _command.RunAsync("run", "--out", "out");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.ExitCode == 0 ? "" : outcome.Errors));
        var summary = Summary("out");
        Assert.Equal(summary.Frames.Expected, summary.Frames.Delivered);
        Assert.True(summary.Shots.Count >= 3);
        Assert.Contains($"Frames     {summary.Frames.Delivered}", outcome.Output);
        Assert.Empty(_command.LeftBehind);
    }

    [Fact]
    public async Task Run_Again_FindsEveryPartial()
    {
        var video = await NumberedVideo.Named("h264-closed.mp4").FileAsync();
        await _command.RunAsync("run", video, "--frames-per-range", "50");
        await _command.RunAsync("run", video, "--frames-per-range", "50", "--out", "out");
        var report = ResultJson.ReadRunReport(File.ReadAllBytes(Path.Combine(_command.Folder, "out", "run.json")), "run.json");
        Assert.Equal(report.Ranges.Count, report.Reused);
        Assert.Equal(0, report.Access.Decode.FramesDecoded);
    }

    // Law 3.
    [Theory]
    [InlineData("h264-open.mp4", 1, 7, false)]
    [InlineData("h264-open.mp4", 4, 60, false)]
    [InlineData("h264-open.mp4", 2, 30, true)]
    [InlineData("vp9.frag.mp4", 3, 1, false)]
    public async Task Run_AnyCutAnyHost_SameBytes(string name, int workers, int framesPerRange, bool isolated)
    {
        var video = await NumberedVideo.Named(name).FileAsync();
        await AssertSucceedsAsync("run", video, "--rgb", "--frames-per-range", "100000", "--out", "whole");
        await AssertSucceedsAsync([
            "run", video, "--rgb", "--workers", $"{workers}", "--frames-per-range", $"{framesPerRange}", "--out", "cut",
            .. isolated ? (string[])["--isolated"] : []]);
        AssertSameResults("whole", "cut");
    }

    // Law 3 for picked frames.
    [Theory]
    [InlineData("h264-open.mp4", "--every", "7")]
    [InlineData("hevc-open.mp4", "--fps", "2.5")]
    [InlineData("h264-vfr.mp4", "--at", "3,1.5s,4,149")]
    [InlineData("h264-pyramid.ts", "--frames", "20:90")]
    public async Task Run_PickedFramesAnyCut_SameBytes(string name, string option, string value)
    {
        var video = await NumberedVideo.Named(name).FileAsync();
        await AssertSucceedsAsync("run", video, option, value, "--frames-per-range", "100000", "--out", "whole");
        await AssertSucceedsAsync("run", video, option, value, "--frames-per-range", "1", "--workers", "3", "--out", "cut");
        AssertSameResults("whole", "cut");
    }

    [Fact]
    public async Task Run_EverySeventhFrame_HasTheirRowsOfTheWholeRun()
    {
        var video = await NumberedVideo.Named("h264-closed.mp4").FileAsync();
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
    public async Task Run_PicksBeyondTheEnd_IsBadUsage()
    {
        var outcome = await _command.RunAsync("run", await NumberedVideo.Named("h264-closed.mp4").FileAsync(), "--at", "150");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("150 frames (0 to 149)", outcome.Errors);
    }

    [SharedDataFact("videos/agent327_480p_remux.mp4")]
    public async Task Run_FilmInManyCuts_KnownSumsAndSameBytes()
    {
        var film = Path.Combine(Repository.SharedData!, "videos/agent327_480p_remux.mp4");
        await AssertSucceedsAsync("run", film, "--rgb", "--workers", "4", "--frames-per-range", "1000", "--out", "large");
        await AssertSucceedsAsync("run", film, "--rgb", "--workers", "1", "--frames-per-range", "97", "--out", "small");
        AssertSameResults("large", "small");
        var summary = Summary("large");
        Assert.Equal((5555, 5555), (summary.Frames.Expected, summary.Frames.Delivered));
        // What OpenCV and PyAV agree on.
        Assert.Equal([114774351367UL, 123502150845UL, 149078656191UL], summary.Totals.SumBgr!);
    }

    // A picture size that changes in the middle cannot be seen in the boxes: a worker finds it, and one worker then takes it all.
    [Fact]
    public async Task Run_ParametersChangeMidStream_DecodedAsAWhole()
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
        var video = await NumberedVideo.Named("vp8.webm").FileAsync();
        using var json = JsonDocument.Parse((await _command.RunAsync("run", video, "--json")).Output);
        Assert.Equal(150, json.RootElement.GetProperty("summary").GetProperty("frames").GetProperty("delivered").GetInt64());
        Assert.Equal(0, json.RootElement.GetProperty("run").GetProperty("reused").GetInt64());
    }

    [Fact]
    public async Task Run_Interrupted_StopsCleanlyAndGoesOnLater()
    {
        var video = await LongVideoAsync();
        using (var process = _command.Start("run", video, "--frames-per-range", "50", "--workers", "1"))
        {
            var partials = Path.Combine(_command.Folder, ".videopipeline", "partials");
            while (!process.HasExited && !(Directory.Exists(partials) && Directory.EnumerateFiles(partials).Any())) await Task.Delay(20);
            Assert.False(process.HasExited, "the video is too short for this test");
            using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(130, process.ExitCode);
            Assert.Contains("run", errors);
        }
        Assert.Empty(_command.LeftBehind);
        await AssertSucceedsAsync("run", video, "--frames-per-range", "50", "--workers", "1", "--out", "out");
        var report = ResultJson.ReadRunReport(File.ReadAllBytes(Path.Combine(_command.Folder, "out", "run.json")), "run.json");
        Assert.InRange(report.Reused, 1, report.Ranges.Count);
    }

    private async Task AssertSucceedsAsync(params string[] arguments)
    {
        var outcome = await _command.RunAsync(arguments);
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
    }

    private void AssertSameResults(string left, string right)
    {
        foreach (var file in s_resultFiles)
            Assert.True(
                File.ReadAllBytes(Path.Combine(_command.Folder, left, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(_command.Folder, right, file))),
                $"{file} tells how the video was cut");
    }

    private Summary Summary(string folder) =>
        ResultJson.ReadSummary(File.ReadAllBytes(Path.Combine(_command.Folder, folder, "summary.json")), "summary.json");

    private NpzArrays Arrays(string folder)
    {
        using var file = File.OpenRead(Path.Combine(_command.Folder, folder, "frames.npz"));
        return NpzReader.Read(file, "frames.npz");
    }

    private string ChangingSize()
    {
        var (small, large, video) = (Made("small.264"), Made("large.264"), Made("changing.mp4"));
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=size=160x96:rate=25:duration=2", "-c:v", "libx264", "-g", "10", "-bf", "0", small);
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=size=320x192:rate=25:duration=2", "-c:v", "libx264", "-g", "10", "-bf", "0", large);
        File.WriteAllBytes(Made("both.264"), [.. File.ReadAllBytes(small), .. File.ReadAllBytes(large)]);
        Ffmpeg.Run("-r", "25", "-i", Made("both.264"), "-c", "copy", video);
        return video;
    }

    private async Task<string> LongVideoAsync()
    {
        var video = Made("long.mp4");
        await Task.Run(() => Ffmpeg.Run(
            "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25:duration=80", "-c:v", "libx264", "-preset", "ultrafast", "-g", "50", video));
        return video;
    }

    private string Made(string name) => Path.Combine(_command.Folder, name);

    private static IEnumerable<string> Md5Lines(Outcome outcome) => outcome.Output.Split('\n').Where(line => line.Length > 0 && line[0] != '#');
}
