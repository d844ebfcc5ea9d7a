using VideoPipeline.Errors;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using Xunit;

namespace VideoPipeline.Tests.Sources.S3;

/// <summary>Tests objects that are replaced between two reads.</summary>
public class S3ChangeTests(S3TestServer server) : S3SourceTestBase(server)
{
    [S3Fact]
    public async Task ReadAsync_ReplacedAfterOpening_ThrowsVideoChanged()
    {
        await using var source = await OpenAsync();
        await Server.PutAsync(Bucket, Key, RandomBytes(2));

        await Assert.ThrowsAsync<VideoChangedException>(() => ReadAsync(source, 100_000, 10));
    }

    [S3Fact]
    public async Task ReadAsync_ReplacedAfterIndexing_ThrowsVideoChanged()
    {
        await using var first = await OpenAsync();
        await Server.PutAsync(Bucket, Key, RandomBytes(2));
        await using var source = await OpenAsync(expected: IdentityOf(first));

        await Assert.ThrowsAsync<VideoChangedException>(() => ReadAsync(source, 0, 10));
    }

    [S3Fact]
    public async Task ReadAsync_ReplacedBeforeStreamResumes_ThrowsVideoChanged()
    {
        await using var source = await OpenAsync();
        Proxy.QueueFaults(new ServerFault.Disconnect(50_000));
        await using var stream = await source.OpenAsync(0, source.Length, CancellationToken.None);
        await stream.ReadExactlyAsync(new byte[50_000]);
        await Server.PutAsync(Bucket, Key, RandomBytes(2));

        await Assert.ThrowsAsync<VideoChangedException>(() => stream.ReadExactlyAsync(new byte[1]).AsTask());
    }

    [S3Fact]
    public async Task ReadAsync_ReplacedByShorterObject_ThrowsVideoChanged()
    {
        await using var source = await OpenAsync();
        await Server.PutAsync(Bucket, Key, [1, 2, 3]);

        await Assert.ThrowsAsync<VideoChangedException>(() => ReadAsync(source, 100_000, 10));
    }

    [S3Fact]
    public async Task ReadAsync_Deleted_ThrowsVideoNotFound()
    {
        await using var source = await OpenAsync();
        await Server.Client.DeleteObjectAsync(Bucket, Key);

        await Assert.ThrowsAsync<VideoNotFoundException>(() => ReadAsync(source, 100_000, 10));
    }

    [S3Fact]
    public async Task ReadAsync_ServerIgnoresIfMatchAndEntityTagDiffers_ThrowsVideoChanged()
    {
        await using var source = await OpenAsync();
        Proxy.DefaultFault = new ServerFault.Identity("\"another\"");

        await Assert.ThrowsAsync<VideoChangedException>(() => ReadAsync(source, 100_000, 10));
    }

    [S3Fact]
    public async Task ReadAsync_OverwrittenWithSameContent_ReturnsBytes()
    {
        await using var source = await OpenAsync();
        await Server.PutAsync(Bucket, Key, Content);

        Assert.Equal(Content[100_000..100_010], await ReadAsync(source, 100_000, 10));
    }
}
