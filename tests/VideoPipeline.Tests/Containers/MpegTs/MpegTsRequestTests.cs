using VideoPipeline.Containers.MpegTs;
using VideoPipeline.Indexing;
using VideoPipeline.Sources;
using VideoPipeline.Temporary;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Containers.MpegTs;

/// <summary>The HTTP requests needed to index and remux transport streams.</summary>
public sealed class MpegTsRequestTests
{
    [Fact]
    public async Task IndexAndRemux_OverHttp_ReadsFileOnceAndSendsOneRequestPerRange()
    {
        var path = await NumberedVideo.GetByName("h264-open.ts").FileAsync();
        await using var server = await RangeServer.StartAsync(Path.GetDirectoryName(path)!);
        var address = server.Address(Path.GetFileName(path));
        await using var source = await new VideoSources().OpenAsync(address, null, CancellationToken.None);
        using var work = new WorkingFolder();

        var index = await Indexer.ReadAsync(source, work.Path, CancellationToken.None);
        var indexed = source.Access;
        await TsRemuxer.Instance.WriteAsync(source, index, [new SampleRange(24, 60)], Stream.Null, null, CancellationToken.None);
        var remuxed = source.Access;

        Assert.InRange(indexed.Requests, 1, 4);
        Assert.InRange(indexed.Bytes, source.Length, source.Length + 64 * 1024);
        Assert.Equal(1, remuxed.Requests - indexed.Requests);
        Assert.Equal(index.Samples.Offset[60] - index.Samples.Offset[24], remuxed.Bytes - indexed.Bytes);
    }
}
