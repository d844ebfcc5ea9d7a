using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Sources.Http;

/// <summary>Tests a server that supports range requests.</summary>
public class HttpSourceTests : HttpSourceTestBase
{
    [Fact]
    public async Task OpenAsync_ServerWithRanges_GetsLengthAndVersionWithOneRequest()
    {
        await using var source = await OpenAsync();

        Assert.Equal(Content.Length, source.Length);
        Assert.StartsWith("\"300000-", source.Version, StringComparison.Ordinal);
        Assert.Equal(new AccessCount(4096, 1), source.Access);
        Assert.Equal("bytes=0-4095", Assert.Single(Server.Requests).Headers["Range"]);
    }

    [Fact]
    public async Task OpenAsync_NoEntityTag_VersionIsLastModified()
    {
        Server.DefaultFault = new ServerFault.Identity(null, new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc));

        await using var source = await OpenAsync();

        Assert.Equal("Mon, 06 May 2024 07:08:09 GMT", source.Version);
    }

    [Fact]
    public async Task OpenAsync_NoValidators_VersionIsNull()
    {
        Server.DefaultFault = new ServerFault.Identity(null);

        await using var source = await OpenAsync();

        Assert.Null(source.Version);
    }

    [Theory]
    [InlineData(0, 4096)]
    [InlineData(100, 200)]
    public async Task ReadAsync_FirstBytes_SendsNoRequest(int offset, int length)
    {
        await using var source = await OpenAsync();

        Assert.Equal(Content[offset..(offset + length)], await ReadAsync(source, offset, length));
        Assert.Single(Server.Requests);
    }

    [Theory]
    [InlineData(4000, 1000)]
    [InlineData(250_000, 50_000)]
    public async Task ReadAsync_OtherBytes_SendsOneExactRequest(int offset, int length)
    {
        await using var source = await OpenAsync();

        Assert.Equal(Content[offset..(offset + length)], await ReadAsync(source, offset, length));
        Assert.Equal($"bytes={offset}-{offset + length - 1}", Server.Requests[1].Headers["Range"]);
        Assert.Equal(new AccessCount(4096 + length, 2), source.Access);
        Assert.Equal(source.Access.Bytes, Server.Requests.Sum(request => request.BytesSent));
    }

    [Theory]
    [InlineData(299_990, 100, 10)]
    [InlineData(300_000, 100, 0)]
    [InlineData(400_000, 100, 0)]
    [InlineData(200_000, 0, 0)]
    public async Task ReadAsync_BeyondEnd_ReturnsAvailableBytes(int offset, int length, int expected)
    {
        await using var source = await OpenAsync();

        Assert.Equal(expected, (await ReadAsync(source, offset, length)).Length);
    }

    [Fact]
    public async Task ReadAsync_FileShorterThanFirstBytes_ReturnsWholeFile()
    {
        Options = Options with { FirstBytes = 1 << 20 };
        await using var source = await OpenAsync();

        Assert.Equal(Content, await ReadAsync(source, 0, 1 << 20));
        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task OpenAsync_Range_StreamsWithOneRequest()
    {
        await using var source = await OpenAsync();

        Assert.Equal(Content[1000..201_000], await StreamAsync(source, 1000, 200_000));
        Assert.Equal(2, Server.Requests.Count);
    }

    [Fact]
    public async Task ReadAsync_Concurrent_ReturnsRequestedBytes()
    {
        await using var source = await OpenAsync();

        var reads = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => ReadAsync(source, i * 10_000, 10_000)));

        Assert.Equal(Content, reads.SelectMany(read => read));
        Assert.Equal(new AccessCount(4096 + Content.Length, 31), source.Access);
    }

    [Fact]
    public async Task ReadAsync_CanceledWhileWaiting_ThrowsOperationCanceled()
    {
        await using var source = await OpenAsync();
        Server.QueueFaults(new ServerFault.NoAnswer());
        using var cancellation = new CancellationTokenSource();

        var read = source.ReadAsync(100_000, new byte[10], cancellation.Token).AsTask();
        await Server.WhenRequestsAsync(2);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    [Fact]
    public async Task OpenAsync_UserAndPassword_AreSentButNotInMessage()
    {
        var address = Address.Replace("://", "://ann:se%20cret@", StringComparison.Ordinal);
        await using var source = await OpenAsync(address);
        Server.QueueFaults(new ServerFault.Status(403));

        var failure = await Assert.ThrowsAsync<VideoAccessDeniedException>(() => ReadAsync(source, 100_000, 10));

        Assert.Equal("Basic YW5uOnNlIGNyZXQ=", Server.Requests[0].Headers["Authorization"]);
        Assert.DoesNotContain("se%20cret", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("se cret", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(address, source.Address);
    }
}
