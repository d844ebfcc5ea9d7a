using System.Buffers.Binary;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Sources.Http;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Containers.Mp4;

/// <summary>The requests and bytes needed to index MP4 files.</summary>
public sealed class Mp4RequestsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_MovieHeaderAtTheEndOverHttp_SendsThreeRequests()
    {
        await MakeAsync("long.mp4", repeats: 200);
        await using var server = await RangeServer.StartAsync(_folder.Root);
        await using var source = await HttpSource.OpenAsync(server.Address("long.mp4"), new HttpSourceOptions(), default);
        var index = await Mp4Indexer.ReadAsync(source, default);
        Assert.Equal(201 * NumberedVideo.FrameCount, index!.Frames!.Count);
        Assert.Equal(3, server.Requests.Count); // the first bytes, the header of 'moov', its body
    }

    [Fact]
    public async Task ReadAsync_SegmentIndex_RequestsSeveralFragmentsAtTheSameTime()
    {
        await using var source = new WaitingSource(new MemorySource(LargeFragments("+global_sidx")), requests: 6);
        var index = await Mp4Indexer.ReadAsync(source, default).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(250, index!.Frames!.Count);
    }

    [Fact]
    public async Task ReadAsync_SmallFragments_ReadsNoByteTwice()
    {
        var source = new MemorySource(await FragmentsAsync());
        await Mp4Indexer.ReadAsync(source, default);
        Assert.InRange(source.Access.Bytes, 1, 1.2 * source.Length);
        Assert.InRange(source.Access.Requests, 1, 30); // for 147 fragments
    }

    [Theory]
    [InlineData("")]
    [InlineData("+global_sidx")]
    public async Task ReadAsync_LargeFragments_SkipsMediaData(string flag)
    {
        var source = new MemorySource(LargeFragments(flag));
        await Mp4Indexer.ReadAsync(source, default);
        Assert.InRange(source.Access.Bytes, 1, source.Length / 20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task ReadAsync_WrongSegmentIndex_ReturnsTheSameIndex(int seed)
    {
        var content = await FragmentsAsync();
        var expected = await Mp4Indexer.ReadAsync(new MemorySource(content), default);
        var sidx = content.AsSpan().IndexOf("sidx"u8);
        var length = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(sidx - 4)) - 8;
        new Random(seed).NextBytes(content.AsSpan(sidx + 4, length));
        var index = await Mp4Indexer.ReadAsync(new MemorySource(content), default);
        Assert.Equal(expected!.Samples.Offset, index!.Samples.Offset);
        Assert.Equal(expected.Frames!.Pts, index.Frames!.Pts);
    }

    private byte[] LargeFragments(string flag)
    {
        Ffmpeg.Run(
            "-f", "lavfi", "-i", "testsrc2=s=640x360:d=10,noise=alls=20", "-c:v", "mpeg4", "-q:v", "2", "-g", "25",
            "-movflags", $"+frag_keyframe+empty_moov+default_base_moof{flag}", _folder.File("large.mp4"));
        return File.ReadAllBytes(_folder.File("large.mp4"));
    }

    private async Task<byte[]> FragmentsAsync()
    {
        await MakeAsync("fragments.mp4", 20, "-movflags", "+frag_keyframe+empty_moov+default_base_moof+global_sidx");
        return await File.ReadAllBytesAsync(_folder.File("fragments.mp4"));
    }

    private async Task MakeAsync(string name, int repeats, params string[] options)
    {
        var input = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        Ffmpeg.Run(["-stream_loop", $"{repeats}", "-i", input, "-c", "copy", .. options, _folder.File(name)]);
    }
}
