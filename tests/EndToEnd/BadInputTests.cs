using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>Each thing that goes wrong has a name, says what to do, and leaves nothing behind.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public async Task Run_MissingFile_NotFound() => await AssertFailsAsync(1, "VideoNotFoundException", "run", "missing.mp4");

    [Fact]
    public async Task Run_TextFile_Unsupported()
    {
        File.WriteAllText(Made("notes.mp4"), "Not a video at all.\n");
        await AssertFailsAsync(1, "UnsupportedVideoException", "run", "notes.mp4");
    }

    [Fact]
    public async Task Run_EmptyFile_Unsupported()
    {
        File.WriteAllText(Made("empty.mp4"), "");
        await AssertFailsAsync(1, "UnsupportedVideoException", "run", "empty.mp4");
    }

    [Theory]
    [InlineData("h264-closed.mp4")] // its index is at the end, and so is lost
    [InlineData("h264-closed.frag.mp4")]
    [InlineData("h264-closed.mkv")]
    [InlineData("mpeg4.avi")]
    public async Task Run_CutOffInTheMiddle_Corrupt(string name)
    {
        var bytes = await File.ReadAllBytesAsync(await NumberedVideo.Named(name).FileAsync());
        File.WriteAllBytes(Made(name), bytes[..(bytes.Length / 2)]);
        await AssertFailsAsync(1, "CorruptVideoException", "run", name);
    }

    [Fact]
    public async Task Run_CutOffBehindItsIndex_Corrupt()
    {
        Ffmpeg.Run("-i", await NumberedVideo.Named("h264-closed.mp4").FileAsync(), "-c", "copy", "-movflags", "faststart", Made("fast.mp4"));
        var bytes = File.ReadAllBytes(Made("fast.mp4"));
        File.WriteAllBytes(Made("cut.mp4"), bytes[..(bytes.Length * 2 / 3)]);
        await AssertFailsAsync(1, "CorruptVideoException", "run", "cut.mp4");
    }

    [Theory]
    [InlineData("sound.wav")]
    [InlineData("sound.mp4")]
    public async Task Run_SoundOnly_Unsupported(string name)
    {
        Ffmpeg.Run("-f", "lavfi", "-i", "sine=duration=1", Made(name));
        await AssertFailsAsync(1, "UnsupportedVideoException", "run", name);
    }

    [Fact]
    public async Task Run_AddressThatIsNotThere_NotFound()
    {
        await using var server = await RangeServer.StartAsync(_command.Folder);
        await AssertFailsAsync(1, "VideoNotFoundException", "run", server.Address("missing.mp4"));
    }

    [Fact]
    public async Task Run_PlayListThatPosesAsAVideo_OpensNothing()
    {
        var secret = await NumberedVideo.Named("h264-closed.mp4").FileAsync();
        File.WriteAllText(Made("list.mp4"), $"ffconcat version 1.0\nfile '{secret}'\n");
        await AssertFailsAsync(1, "UnsupportedVideoException", "run", "list.mp4");
        File.WriteAllText(Made("list.m3u8"), $"#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nfile://{secret}\n#EXT-X-ENDLIST\n");
        await AssertFailsAsync(1, "UnsupportedVideoException", "run", "list.m3u8");
    }

    [Theory]
    [InlineData("frames", "VIDEO", "--frames", "100:200", "--as", "md5")]
    [InlineData("frames", "VIDEO", "--at", "150", "--as", "md5")]
    [InlineData("frames", "VIDEO", "--frames", "9:3", "--as", "md5")]
    [InlineData("run", "VIDEO", "--workers", "0")]
    [InlineData("run", "VIDEO", "--frames-per-range", "none")]
    [InlineData("run", "VIDEO", "--no-such-option")]
    [InlineData("no-such-command")]
    public async Task Any_BadUsage_ExitCode2(params string[] arguments)
    {
        var video = await NumberedVideo.Named("h264-closed.mp4").FileAsync();
        var outcome = await _command.RunAsync([.. arguments.Select(argument => argument == "VIDEO" ? video : argument)]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.NotEqual("", outcome.Errors);
        Assert.DoesNotContain("   at ", outcome.Errors);
        Assert.Empty(_command.LeftBehind);
    }

    private async Task AssertFailsAsync(int exitCode, string error, params string[] arguments)
    {
        var outcome = await _command.RunAsync([.. arguments, "--out", "out"]);
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(error, outcome.Errors);
        Assert.DoesNotContain("   at ", outcome.Errors);
        Assert.False(Directory.Exists(Made("out")));
        Assert.Empty(_command.LeftBehind);
    }

    private string Made(string name) => Path.Combine(_command.Folder, name);
}
