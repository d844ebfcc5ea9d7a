using System.Text.Json;
using VideoPipeline.Cli.Tests.Support;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Cli.Tests.Commands;

/// <summary>Files with several streams, and files that are not videos.</summary>
public sealed class StreamTests : IDisposable
{
    private const string X264 = "-pix_fmt yuv420p -c:v libx264 -preset veryfast -g 10";

    private readonly TemporaryFolder _folder = new();
    private readonly Session _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("two.mp4")]
    [InlineData("two.mkv")]
    [InlineData("two.ts")]
    public async Task Frames_Stream_EqualsFfmpeg(string name)
    {
        var file = TwoVideos(name);
        var expected = Ffmpeg.Capture(
            "-copyts", "-i", file, "-map", "0:2", "-fps_mode", "passthrough", "-enc_time_base", "-1", "-pix_fmt", "rgb24",
            "-f", "framemd5", "-")
            .Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(',', StringSplitOptions.TrimEntries)[5]);

        Assert.Equal(ExitCode.Done, await _session.RunAsync("frames", file, "--stream", "2", "--frames", "0:", "--as", "md5"));

        Assert.Equal(expected, Lines().Select(line => line.Split(',')[2]));
    }

    [Theory]
    [InlineData("two.mp4", "1")]
    [InlineData("two.mkv", "7")]
    [InlineData("two.ts", "1")]
    public async Task Frames_StreamIsNotVideo_ListsTheStreams(string name, string stream)
    {
        string[] args = ["frames", TwoVideos(name), "--stream", stream, "--at", "0", "--as", "md5"];
        Assert.Equal(ExitCode.BadUsage, await _session.RunAsync(args));
        var message = $"has no video stream {stream}; its streams are 0 video, 1 audio, 2 video";
        Assert.Contains(message, _session.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cover.mp4", "stream 0 is a single image; to analyze stream 1, a video of 0:03, use --stream 1")]
    [InlineData("cover.mkv", "stream 0 is a single image; to analyze stream 1, a video, use --stream 1")]
    public async Task Index_CoverBeforeTheVideo_ReportsTheVideoStream(string name, string remark)
    {
        var file = _folder.File(name);
        Run("-f lavfi -i testsrc=s=64x48:d=0.04 -f lavfi -i testsrc2=s=64x48:d=3 -map 0 -map 1 " +
            $"-c:v:0 mjpeg -pix_fmt:0 yuvj420p -c:v:1 libx264 -g 10 {file}");

        Assert.Equal(remark, (await IndexAsync(file)).GetProperty("remark").GetString());
        var video = await IndexAsync(file, "--stream", "1");
        Assert.Equal((75, JsonValueKind.Null), (video.GetProperty("frames").GetInt32(), video.GetProperty("remark").ValueKind));
    }

    [Fact]
    public async Task Index_AttachedCover_IsIgnored()
    {
        var file = _folder.File("attached.mp4");
        Run($"-f lavfi -i testsrc2=s=64x48:d=1 {X264} {_folder.File("plain.mp4")}");
        Run($"-f lavfi -i testsrc=s=64x48:d=0.04 -frames:v 1 -c:v mjpeg -pix_fmt yuvj420p {_folder.File("cover.jpg")}");
        Run($"-i {_folder.File("plain.mp4")} -i {_folder.File("cover.jpg")} -map 0 -map 1 -c copy " +
            $"-disposition:v:1 attached_pic {file}");
        Assert.Equal(25, (await IndexAsync(file)).GetProperty("frames").GetInt32());
    }

    [Fact]
    public async Task Index_Tiff_ReportsTheImageFormat()
    {
        var file = _folder.File("photo.tiff");
        Run($"-f lavfi -i testsrc=s=64x48:d=0.04 -frames:v 1 {file}");
        Assert.Equal(ExitCode.Failed, await _session.RunAsync("index", file));
        Assert.Contains("is an image (TIFF), not a video", _session.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("bmp")]
    public async Task Index_Image_IsAVideoOfOneFrameWithANote(string extension)
    {
        var file = _folder.File($"photo.{extension}");
        Run($"-f lavfi -i testsrc=s=64x48:d=0.04 -frames:v 1 {file}");
        var index = await IndexAsync(file);
        Assert.Contains("the file is a single image", index.GetProperty("remark").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frames_FileNameStartsWithADash_IsAcceptedAfterTwoDashes()
    {
        Run($"-f lavfi -i testsrc2=s=64x48:d=0.2 {X264} {Path.Combine(_session.Folder, "-x.mp4")}");
        Assert.Equal(ExitCode.Done, await _session.RunAsync("frames", "--at", "0", "--as", "md5", "--", "-x.mp4"));
        Assert.Single(Lines());
        Assert.Equal(ExitCode.BadUsage, await _session.RunAsync("frames", "-x.mp4", "--at", "0", "--as", "md5"));
    }

    [Fact]
    public async Task Index_InvalidVideo_MessageHasNoMemoryAddresses()
    {
        var file = _folder.File("photo.mp4");
        await File.WriteAllBytesAsync(file, [.. "\0\0\0\x10ftypisom\0\0\0\0"u8, .. new byte[500]]);
        Assert.Equal(ExitCode.Failed, await _session.RunAsync("index", file));
        Assert.DoesNotContain(" @ 0x", _session.Errors, StringComparison.Ordinal);
    }

    private IEnumerable<string> Lines() =>
        _session.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#');

    private async Task<JsonElement> IndexAsync(params string[] args)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync(["index", .. args, "--json"]));
        return JsonDocument.Parse(session.Output).RootElement;
    }

    private string TwoVideos(string name)
    {
        var (first, file) = (_folder.File("streams.mp4"), _folder.File(name));
        Run("-f lavfi -i testsrc2=s=64x48:d=1 -f lavfi -i sine=d=1 -f lavfi -i testsrc=s=80x60:d=1.4 -map 0 -map 1 -map 2 " +
            $"{X264} -c:a mp2 {first}");
        if (file != first) Run($"-i {first} -map 0 -c copy {file}");
        return file;
    }

    private static void Run(string arguments) => Ffmpeg.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
