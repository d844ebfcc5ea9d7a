using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>Invalid input gives a typed error and leaves no files.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public async Task Run_NameWithControlCharacters_ShowsThemEscaped()
    {
        var failure = await _command.RunAsync("run", "a\e[2J\nerror: b.mp4");
        Assert.DoesNotContain('\e', failure.Errors);
        Assert.Contains(@"a\u001b[2J", failure.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("\nerror: b.mp4", failure.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("md5")]
    [InlineData("npy")]
    public async Task Frames_OutputOnAFullDisk_SaysSo(string format)
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        var line = Command.LineOf("frames", video, "--frames", "0:", "--as", format);
        using var shell = _command.StartProgram("sh", "-c", $"{line} > /dev/full");
        var errors = await shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Assert.Equal(1, shell.ExitCode);
        Assert.Equal("error: IOException: Standard output cannot be written: No space left on device\n", errors);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("file")]
    public async Task Run_TemporaryFolderCannotBeWritten_SaysWhatToDo(string name)
    {
        File.WriteAllText(PathOf("file"), "");
        _command.Environment["TMPDIR"] = PathOf(name);
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        foreach (var command in (string[][])[["run", video], ["frames", video, "--at", "0", "--as", "md5"], ["index", video]])
        {
            var failure = await _command.RunAsync(command);
            Assert.Equal(1, failure.ExitCode);
            Assert.Contains("error: LimitExceededException: A file could not be written to the temporary folder", failure.Errors,
                StringComparison.Ordinal);
            Assert.Contains("or set TMPDIR to another folder.", failure.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Run_MissingFile_NotFound() => await AssertFailsAsync(1, "VideoNotFoundException", "run", "missing.mp4");

    [Fact]
    public async Task Run_TextFile_Unsupported()
    {
        File.WriteAllText(PathOf("notes.mp4"), "Not a video at all.\n");
        await AssertFailsAsync(1, "UnsupportedVideoException", "run", "notes.mp4");
    }

    [Fact]
    public async Task Run_EmptyFile_Unsupported()
    {
        File.WriteAllText(PathOf("empty.mp4"), "");
        await AssertFailsAsync(1, "UnsupportedVideoException", "run", "empty.mp4");
    }

    [Theory]
    [InlineData("h264-closed.mp4")] // the moov box is at the end and missing
    [InlineData("h264-closed.frag.mp4")]
    [InlineData("h264-closed.mkv")]
    [InlineData("mpeg4.avi")]
    public async Task Run_TruncatedInTheMiddle_Corrupt(string name)
    {
        var bytes = await File.ReadAllBytesAsync(await NumberedVideo.GetByName(name).FileAsync());
        File.WriteAllBytes(PathOf(name), bytes[..(bytes.Length / 2)]);
        await AssertFailsAsync(1, "CorruptVideoException", "run", name);
    }

    [Fact]
    public async Task Run_TruncatedAfterTheIndex_Corrupt()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        Ffmpeg.Run("-i", video, "-c", "copy", "-movflags", "faststart", PathOf("fast.mp4"));
        var bytes = File.ReadAllBytes(PathOf("fast.mp4"));
        File.WriteAllBytes(PathOf("truncated.mp4"), bytes[..(bytes.Length * 2 / 3)]);
        await AssertFailsAsync(1, "CorruptVideoException", "run", "truncated.mp4");
    }

    [Theory]
    [InlineData("sound.wav")]
    [InlineData("sound.mp4")]
    public async Task Run_AudioOnly_Unsupported(string name)
    {
        Ffmpeg.Run("-f", "lavfi", "-i", "sine=duration=1", PathOf(name));
        await AssertFailsAsync(1, "UnsupportedVideoException", "run", name);
    }

    [Fact]
    public async Task Run_MissingAddress_NotFound()
    {
        await using var server = await RangeServer.StartAsync(_command.Folder);
        await AssertFailsAsync(1, "VideoNotFoundException", "run", server.Address("missing.mp4"));
    }

    [Fact]
    public async Task Run_NothingListensAtTheAddress_IsToldWithoutTheRetriesOfTheStateMachine()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var endpoint = listener.LocalEndpoint;
        listener.Stop();
        await AssertFailsAsync(1, "refused 3 connections", "run", $"http://{endpoint}/film.mp4");
        Assert.False(Directory.Exists(_command.Store));
    }

    [Fact]
    public async Task Run_ModelThatMustBeAdded_IsToldBeforeTheRun()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        await AssertFailsAsync(2, "models add mobilenet", "run", video, "--model", "mobilenet");
        Assert.False(Directory.Exists(_command.Store));
    }

    [Fact]
    public async Task Run_PlaylistInsteadOfAVideo_OpensNoOtherFile()
    {
        var secret = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        File.WriteAllText(PathOf("list.mp4"), $"ffconcat version 1.0\nfile '{secret}'\n");
        await AssertFailsAsync(1, "UnsupportedVideoException", "run", "list.mp4");
        var playlist = $"#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nfile://{secret}\n#EXT-X-ENDLIST\n";
        File.WriteAllText(PathOf("list.m3u8"), playlist);
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
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        var outcome = await _command.RunAsync([.. arguments.Select(argument => argument == "VIDEO" ? video : argument)]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.NotEqual("", outcome.Errors);
        Assert.DoesNotContain("   at ", outcome.Errors);
        Assert.Empty(_command.TemporaryFiles);
    }

    private async Task AssertFailsAsync(int exitCode, string error, params string[] arguments)
    {
        var outcome = await _command.RunAsync([.. arguments, "--out", "out"]);
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(error, outcome.Errors);
        Assert.DoesNotContain("   at ", outcome.Errors);
        Assert.False(Directory.Exists(PathOf("out")));
        Assert.Empty(_command.TemporaryFiles);
    }

    private string PathOf(string name) => Path.Combine(_command.Folder, name);
}
