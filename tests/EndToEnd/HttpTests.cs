using System.Text.Json;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

public sealed class HttpTests : IDisposable
{
    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    [Theory]
    [InlineData("h264-open.mp4")]
    [InlineData("h264-editlist.mov")]
    [InlineData("hevc-closed.frag.mp4")]
    [InlineData("vp9.webm")]
    [InlineData("mpeg2-open.ts")]
    public async Task Frames_OverHttp_EqualTheSequentialDecode(string name)
    {
        var video = await NumberedVideo.GetByName(name).FileAsync();
        var sequential = await SequentialDecode.FramesAsync(video);
        await using var server = await RangeServer.StartAsync(Path.GetDirectoryName(video)!);
        var address = server.Address(Path.GetFileName(video));
        var outcome = await _command.RunAsync("frames", address, "--frames", "20:60", "--as", "md5");
        Assert.Equal(
            sequential.Skip(20).Take(40).Select((frame, i) => $"{20 + i},{frame.Pts},{frame.Md5}"),
            outcome.Output.Split('\n').Where(line => line.Length > 0 && line[0] != '#'));
    }

    [Fact]
    public async Task Frames_TwoFrames_ReadsOnlyTheirGops()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        await using var server = await RangeServer.StartAsync(Path.GetDirectoryName(video)!);
        var address = server.Address(Path.GetFileName(video));
        var outcome = await _command.RunAsync("frames", address, "--at", "0,130", "--as", "md5", "--json");
        Assert.Equal(0, outcome.ExitCode);
        using var json = JsonDocument.Parse(outcome.Output);
        var decode = json.RootElement.GetProperty("access").GetProperty("decode");
        Assert.InRange(decode.GetProperty("samples").GetInt64(), 2, 2 * 24); // two of seven GOPs
        Assert.InRange(server.Requests.Sum(request => request.BytesSent), 1, new FileInfo(video).Length + 65536);
    }

    [Fact]
    public async Task Run_ServerWithoutRangeRequests_ReadsAStream()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        await using var server = await RangeServer.StartAsync(Path.GetDirectoryName(video)!);
        server.DefaultFault = new ServerFault.NoRanges();
        var address = server.Address(Path.GetFileName(video));
        var outcome = await _command.RunAsync("run", address, "--frames-per-range", "24", "--out", "out");
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        var file = File.ReadAllBytes(Path.Combine(_command.Folder, "out", "summary.json"));
        var summary = ResultJson.ReadSummary(file, "summary.json");
        Assert.Equal(150, summary.Frames.Delivered);
        Assert.Equal(2, server.Requests.Count); // one to index, one to decode, for any number of workers
        Assert.Empty(_command.TemporaryFiles);
    }
}
