using VideoPipeline.Containers.Matroska;
using VideoPipeline.Sources.Http;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Containers.Mp4;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.Matroska;

/// <summary>The HTTP requests needed to index Matroska files.</summary>
public sealed class MatroskaAccessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_SmallBlocksOverHttp_SendsFewRequestsAndReadsNoByteTwice()
    {
        var path = Mp4Variants.Make(
            _folder,
            ["-f lavfi -i testsrc2=s=640x360:r=25:d=20 -pix_fmt yuv420p " +
             "-c:v libx264 -preset ultrafast -g 25 -cluster_size_limit 20k OUT.mkv"]);
        var length = new FileInfo(path).Length;

        var (index, bytes, requests) = await ReadAsync(path);

        Assert.Equal(500, index.Frames!.Count);
        Assert.InRange(bytes, length / 2, length + 4096);
        Assert.InRange(requests, 2, 4 + (length / (2 << 20)));
    }

    [Fact]
    public async Task ReadAsync_LargeBlocksOverHttp_SkipsTheirData()
    {
        var path = Mp4Variants.Make(_folder, ["-f lavfi -i testsrc2=s=1280x720:r=25:d=2 -pix_fmt yuv420p -c:v rawvideo OUT.mkv"]);
        var length = new FileInfo(path).Length;

        var (index, bytes, requests) = await ReadAsync(path);

        Assert.Equal(50, index.Samples.Count);
        Assert.InRange(bytes, 0, length / 50);
        Assert.InRange(requests, 50, 60);
    }

    private async Task<(VideoIndex Index, long Bytes, long Requests)> ReadAsync(string path)
    {
        await using var server = await RangeServer.StartAsync(_folder.Root);
        var address = server.Address(Path.GetFileName(path));
        await using var source = await HttpSource.OpenAsync(address, new HttpSourceOptions(), CancellationToken.None);
        var index = await MatroskaIndexer.ReadAsync(source, CancellationToken.None);
        return (index!, server.Requests.Sum(request => request.BytesSent), server.Requests.Count);
    }
}
