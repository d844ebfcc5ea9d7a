using System.Globalization;
using System.Text.Json;
using VideoPipeline.Cli.Tests.Support;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Cli.Tests.Commands;

public sealed class FramesCommandTests
{
    private const string Video = "h264-open.mp4";

    [Fact]
    public async Task Md5_OfARange_IsWhatASequentialDecodeGives()
    {
        var file = await NumberedVideo.Named(Video).FileAsync();
        var wanted = (await SequentialDecode.FramesAsync(file)).Index().Skip(20).Take(10)
            .Select(frame => string.Create(CultureInfo.InvariantCulture, $"{frame.Index},{frame.Item.Pts},{frame.Item.Md5}"));
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("frames", file, "--frames", "20:30", "--as", "md5"));
        Assert.Equal(wanted, session.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'));
    }

    [Theory]
    [InlineData(new[] { "--every", "50" }, new[] { 0, 50, 100 })]
    [InlineData(new[] { "--fps", "0.5" }, new[] { 0, 50, 100 })]
    [InlineData(new[] { "--keyframes" }, new[] { 0, 24, 48, 72, 96, 120, 144 })]
    [InlineData(new[] { "--at", "7,0.04,149" }, new[] { 1, 7, 149 })]
    public async Task Md5_OfPicks_IsThoseFrames(string[] picks, int[] numbers)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync(["frames", await NumberedVideo.Named(Video).FileAsync(), .. picks, "--as", "md5"]));
        var lines = session.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#');
        Assert.Equal(numbers, lines.Select(line => int.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("--every", "0")]
    [InlineData("--fps", "0")]
    [InlineData("--fps", "fast")]
    [InlineData("--every", "2", "--keyframes")]
    [InlineData]
    public async Task Md5_OfImpossiblePicks_IsBadUsage(params string[] picks)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync(["frames", await NumberedVideo.Named(Video).FileAsync(), .. picks, "--as", "md5"]));
    }

    [Fact]
    public async Task Md5_AsJson_IsTheSame()
    {
        var file = await NumberedVideo.Named(Video).FileAsync();
        using var session = new Session();
        await session.RunAsync("frames", file, "--at", "7", "--as", "md5", "--json");
        using var json = JsonDocument.Parse(session.Output);
        var frame = Assert.Single(json.RootElement.GetProperty("frames").EnumerateArray());
        Assert.Equal((await SequentialDecode.FramesAsync(file))[7].Md5, frame.GetProperty("md5").GetString());
    }

    [Theory]
    [InlineData("h264-open.mp4")]
    [InlineData("mpeg4.avi")] // decoded as a whole, up to the last pick
    public async Task Json_OfPicks_TellsWhatWasReadAndDecoded(string video)
    {
        using var session = new Session();
        await session.RunAsync("frames", await NumberedVideo.Named(video).FileAsync(), "--at", "7,60", "--as", "png", "--out", "stills", "--json");
        using var json = JsonDocument.Parse(session.Output);
        var access = json.RootElement.GetProperty("access");
        Assert.True(access.GetProperty("index").GetProperty("requests").GetInt64() > 0);
        var decode = access.GetProperty("decode");
        Assert.Equal(2, decode.GetProperty("framesDelivered").GetInt64());
        Assert.InRange(decode.GetProperty("framesDecoded").GetInt64(), 2, 150);
        Assert.InRange(decode.GetProperty("samples").GetInt64(), 2, 150);
    }

    [Fact]
    public async Task Png_OfPicks_IsAFileForEach()
    {
        var file = await NumberedVideo.Named(Video).FileAsync();
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("frames", file, "--at", "3,141", "--as", "png", "--out", "stills"));
        var stills = Path.Combine(session.Folder, "stills");
        Assert.Equal(["frame-00000003.png", "frame-00000141.png"], Directory.EnumerateFileSystemEntries(stills).Select(Path.GetFileName).Order());
        Assert.Equal(
            (await SequentialDecode.FramesAsync(file))[141].Md5,
            Ffmpeg.Capture("-i", Path.Combine(stills, "frame-00000141.png"), "-pix_fmt", "rgb24", "-f", "rawvideo", "-f", "md5", "-").Trim().Split('=')[1]);
    }

    [Fact]
    public async Task Npy_ToStandardOutput_IsOneArray()
    {
        var file = await NumberedVideo.Named(Video).FileAsync();
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("frames", file, "--frames", "148:", "--as", "npy"));
        Assert.Contains("'shape': (2, 96, 160, 3)", System.Text.Encoding.Latin1.GetString(session.Bytes.AsSpan(0, 128)), StringComparison.Ordinal);
        Assert.Equal(149, NumberedFrame.ReadNumber(session.Bytes.AsSpan(^(96 * 160 * 3)..), 160, 96));
        Assert.Empty(session.Output);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("npy")]
    public async Task Files_OfFramesBeyondTheEnd_AreNotMade(string form)
    {
        // Without a frame table the end is only found after frames have been written.
        var file = await NumberedVideo.Named("mpeg4.avi").FileAsync();
        using var session = new Session();
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync("frames", file, "--frames", "140:200", "--as", form, "--out", "made"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(session.Folder));
    }
}
