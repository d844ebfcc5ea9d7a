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
    public async Task Md5_Range_EqualsTheSequentialDecode()
    {
        var file = await NumberedVideo.GetByName(Video).FileAsync();
        var expected = (await SequentialDecode.FramesAsync(file)).Index().Skip(20).Take(10)
            .Select(frame => string.Create(CultureInfo.InvariantCulture, $"{frame.Index},{frame.Item.Pts},{frame.Item.Md5}"));
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("frames", file, "--frames", "20:30", "--as", "md5"));
        Assert.Equal(expected, session.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'));
    }

    [Theory]
    [InlineData(new[] { "--every", "50" }, new[] { 0, 50, 100 })]
    [InlineData(new[] { "--fps", "0.5" }, new[] { 0, 50, 100 })]
    [InlineData(new[] { "--keyframes" }, new[] { 0, 24, 48, 72, 96, 120, 144 })]
    [InlineData(new[] { "--at", "7,0.04,149" }, new[] { 1, 7, 149 })]
    public async Task Md5_Selection_HasThoseFrames(string[] selection, int[] numbers)
    {
        using var session = new Session();
        var file = await NumberedVideo.GetByName(Video).FileAsync();
        Assert.Equal(ExitCode.Done, await session.RunAsync(["frames", file, .. selection, "--as", "md5"]));
        var lines = session.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#');
        Assert.Equal(numbers, lines.Select(line => int.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("--every", "0")]
    [InlineData("--fps", "0")]
    [InlineData("--fps", "fast")]
    [InlineData("--every", "2", "--keyframes")]
    [InlineData]
    public async Task Md5_InvalidSelection_IsBadUsage(params string[] selection)
    {
        using var session = new Session();
        var file = await NumberedVideo.GetByName(Video).FileAsync();
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync(["frames", file, .. selection, "--as", "md5"]));
        Assert.Empty(session.Output);
        Assert.NotEmpty(session.Errors);
    }

    [Fact]
    public async Task Md5_Json_EqualsTheSequentialDecode()
    {
        var file = await NumberedVideo.GetByName(Video).FileAsync();
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("frames", file, "--at", "7", "--as", "md5", "--json"));
        using var json = JsonDocument.Parse(session.Output);
        var frame = Assert.Single(json.RootElement.GetProperty("frames").EnumerateArray());
        Assert.Equal((await SequentialDecode.FramesAsync(file))[7].Md5, frame.GetProperty("md5").GetString());
    }

    [Theory]
    [InlineData("h264-open.mp4")]
    [InlineData("mpeg4.avi")] // decoded as a whole, up to the last selected frame
    public async Task Json_Selection_ReportsReadsAndDecodedFrames(string video)
    {
        using var session = new Session();
        var file = await NumberedVideo.GetByName(video).FileAsync();
        Assert.Equal(
            ExitCode.Done, await session.RunAsync("frames", file, "--at", "7,60", "--as", "png", "--out", "stills", "--json"));
        using var json = JsonDocument.Parse(session.Output);
        var access = json.RootElement.GetProperty("access");
        Assert.True(access.GetProperty("index").GetProperty("requests").GetInt64() > 0);
        var decode = access.GetProperty("decode");
        Assert.Equal(2, decode.GetProperty("framesDelivered").GetInt64());
        Assert.InRange(decode.GetProperty("framesDecoded").GetInt64(), 2, 150);
        Assert.InRange(decode.GetProperty("samples").GetInt64(), 2, 150);
    }

    [Fact]
    public async Task Png_Selection_WritesAFilePerFrame()
    {
        var file = await NumberedVideo.GetByName(Video).FileAsync();
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("frames", file, "--at", "3,141", "--as", "png", "--out", "stills"));
        var stills = Path.Combine(session.Folder, "stills");
        var frames = await SequentialDecode.FramesAsync(file);
        var stem = Path.GetFileNameWithoutExtension(file);
        var (first, last) = ($"{stem}-00000003-0.120s.png", $"{stem}-00000141-5.640s.png");
        Assert.Equal([first, last], Directory.EnumerateFileSystemEntries(stills).Select(Path.GetFileName).Order());
        foreach (var (number, name) in new[] { (3, first), (141, last) })
        {
            var still = Path.Combine(stills, name);
            var md5 = Ffmpeg.Capture("-i", still, "-pix_fmt", "rgb24", "-f", "rawvideo", "-f", "md5", "-");
            Assert.Equal(frames[number].Md5, md5.Trim().Split('=')[1]);
        }
    }

    [Fact]
    public async Task Npy_StandardOutput_IsOneArray()
    {
        var file = await NumberedVideo.GetByName(Video).FileAsync();
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("frames", file, "--frames", "148:", "--as", "npy"));
        var header = System.Text.Encoding.Latin1.GetString(session.Bytes.AsSpan(0, 128));
        Assert.Contains("'shape': (2, 96, 160, 3)", header, StringComparison.Ordinal);
        Assert.Equal(149, NumberedFrame.ReadNumber(session.Bytes.AsSpan(^(96 * 160 * 3)..), 160, 96));
        Assert.Empty(session.Output);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("npy")]
    public async Task Files_FramesBeyondTheEnd_AreNotWritten(string format)
    {
        // Without a frame table, the end is found only after frames have been written.
        var file = await NumberedVideo.GetByName("mpeg4.avi").FileAsync();
        using var session = new Session();
        Assert.Equal(
            ExitCode.BadUsage, await session.RunAsync("frames", file, "--frames", "140:200", "--as", format, "--out", "output"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(session.Folder));
    }
}
