using System.Diagnostics;
using VideoPipeline.Decoding;
using VideoPipeline.Indexing;
using VideoPipeline.Sources.Files;
using VideoPipeline.Temporary;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Decoding;

/// <summary>Checks the ffmpeg process of a decode: nothing that it wrote is lost, and nothing of it is left behind.</summary>
public sealed class RangeDecoderProcessTests
{
    // No other test decodes with this number of threads, so it identifies the ffmpeg process of a decode.
    private const int UniqueThreads = 7;

    // The pipe of FFMpegCore would lose the last frame here, because ffmpeg exits before it is read (see FfmpegPipeTests). Each
    // frame has 45 KB, so that the last one fits into the pipe and the others do not.
    [Theory]
    [InlineData("h264-closed.mp4")]
    [InlineData("vp8.webm")]
    public async Task DecodeAsync_FfmpegExitsBeforeLastFrameIsRead_ReturnsAllFrames(string name)
    {
        var video = NumberedVideo.GetByName(name);
        await using var source = FileSource.Open(await video.FileAsync());
        using var folder = new WorkingFolder();
        var index = await Indexer.ReadAsync(source, folder.Path, default);
        var decoder = new RangeDecoder(source, index, Settings(index));
        var numbers = new List<long>();
        Process? ffmpeg = null;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await foreach (var frame in decoder.DecodeAsync(new FrameRange(0, index.Frames?.Count ?? 0), timeout.Token))
        {
            ffmpeg ??= Assert.Single(RunningFfmpeg());
            numbers.Add(frame.Number);
            if (numbers.Count == video.Numbers.Count - 1) await ffmpeg.WaitForExitAsync(timeout.Token);
        }
        Assert.True(ffmpeg!.HasExited);
        Assert.Equal(Enumerable.Range(0, video.Numbers.Count).Select(number => (long)number), numbers);
    }

    [Theory]
    [InlineData("h264-closed.mp4")] // as a range
    [InlineData("mpeg4.avi")] // as a whole
    public async Task DecodeAsync_ConsumerStopsEarly_LeavesNoProcessPipeOrFolder(string name)
    {
        await using var source = FileSource.Open(await NumberedVideo.GetByName(name).FileAsync());
        using var folder = new WorkingFolder();
        var index = await Indexer.ReadAsync(source, folder.Path, default);
        var decoder = new RangeDecoder(source, index, Settings(index));
        var decodeFolder = "";
        await foreach (var frame in decoder.DecodeAsync(new FrameRange(0, 150)))
        {
            if (frame.Number < 3) continue;
            var output = Arguments(Assert.Single(RunningFfmpeg())).Single(argument => Path.GetFileName(argument) == "frames");
            decodeFolder = Path.GetDirectoryName(output)!;
            Assert.True(File.Exists(output));
            Assert.NotEmpty(OpenFiles(decodeFolder));
            break;
        }

        Assert.Equal(4, decoder.FramesDecoded);
        Assert.Empty(RunningFfmpeg());
        Assert.False(Directory.Exists(decodeFolder));
        Assert.Empty(OpenFiles(decodeFolder));
    }

    private static List<Process> RunningFfmpeg() =>
        [.. Process.GetProcessesByName("ffmpeg").Where(process => HasUniqueThreads(Arguments(process)))];

    private static bool HasUniqueThreads(string[] arguments) =>
        Array.IndexOf(arguments, "-threads") is >= 0 and var option && arguments[option + 1] == $"{UniqueThreads}";

    private static string[] Arguments(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline").Split('\0');
        }
        catch (IOException)
        {
            return []; // it has exited in the meantime
        }
    }

    // The files in a folder, deleted or not, that this process has open.
    private static string[] OpenFiles(string folder) =>
    [
        .. Directory.GetFiles("/proc/self/fd").Select(descriptor => new FileInfo(descriptor).LinkTarget).OfType<string>()
            .Where(target => target.StartsWith(folder + "/", StringComparison.Ordinal)),
    ];

    private static DecodeSettings Settings(VideoIndex index) =>
        new([PixelLayout.Rgb24], index.Video.TimeBase, UniqueThreads);
}
