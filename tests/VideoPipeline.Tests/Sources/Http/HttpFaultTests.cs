using System.Net;
using System.Net.Sockets;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Sources.Http;

/// <summary>Tests errors, time-outs and connection failures of servers.</summary>
public class HttpFaultTests : HttpSourceTestBase
{
    [Theory]
    [InlineData(404, typeof(VideoNotFoundException))]
    [InlineData(410, typeof(VideoNotFoundException))]
    [InlineData(401, typeof(VideoAccessDeniedException))]
    [InlineData(403, typeof(VideoAccessDeniedException))]
    [InlineData(400, typeof(InvalidInputException))]
    [InlineData(204, typeof(InvalidInputException))]
    [InlineData(304, typeof(InvalidInputException))]
    [InlineData(416, typeof(InvalidInputException))]
    public async Task OpenAsync_PermanentError_ThrowsWithStatusWithoutRetry(int status, Type expected)
    {
        Server.DefaultFault = new ServerFault.Status(status);

        var failure = await Assert.ThrowsAsync(expected, () => OpenAsync());

        Assert.Contains($"{status}", failure.Message, StringComparison.Ordinal);
        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task OpenAsync_EmptyFile_ThrowsUnsupportedVideo()
    {
        Folder.Write("a.mp4", []);

        var failure = await Assert.ThrowsAsync<UnsupportedVideoException>(() => OpenAsync());

        Assert.Contains("is empty", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_UnrequestedContentEncoding_ThrowsInvalidInput()
    {
        Server.DefaultFault = new ServerFault.Encoded("gzip");

        var failure = await Assert.ThrowsAsync<InvalidInputException>(() => OpenAsync());

        Assert.Contains("gzip", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task OpenAsync_TransientErrors_RetriesWithExponentialBackOff(int status)
    {
        Server.QueueFaults([.. Enumerable.Repeat(new ServerFault.Status(status), 3)]);

        await using var source = await OpenAsync();

        Assert.Equal(4, source.Access.Requests);
        Assert.Collection(
            Time.Delays,
            first => Assert.InRange(first.TotalSeconds, 0.25, 0.5),
            second => Assert.InRange(second.TotalSeconds, 0.5, 1),
            third => Assert.InRange(third.TotalSeconds, 1, 2));
    }

    [Fact]
    public async Task OpenAsync_PermanentlyUnavailable_ThrowsAfterAllAttempts()
    {
        Server.DefaultFault = new ServerFault.Status(503);

        var failure = await Assert.ThrowsAsync<SourceUnavailableException>(() => OpenAsync());

        Assert.Contains("503", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Options.MaxAttempts, Server.Requests.Count);
    }

    [Fact]
    public async Task OpenAsync_ManyTransientErrors_DelaysReachButDoNotExceedMaximum()
    {
        Options = Options with { MaxAttempts = 20 };
        Server.DefaultFault = new ServerFault.Status(503);

        await Assert.ThrowsAsync<SourceUnavailableException>(() => OpenAsync());

        Assert.Equal(19, Time.Delays.Count);
        Assert.InRange(Time.Delays.Max(), Options.MaxDelay / 2, Options.MaxDelay);
    }

    [Theory]
    [InlineData("20")]
    [InlineData("Wed, 01 Jan 2025 00:00:20 GMT")]
    public async Task OpenAsync_RetryAfter_WaitsThatLong(string retryAfter)
    {
        Server.QueueFaults(new ServerFault.Status(429, retryAfter));

        await using var source = await OpenAsync();

        Assert.Equal([TimeSpan.FromSeconds(20)], Time.Delays);
    }

    [Fact]
    public async Task OpenAsync_RetryAfterTooLong_ThrowsWithoutRetry()
    {
        Server.DefaultFault = new ServerFault.Status(503, "7200");

        var failure = await Assert.ThrowsAsync<SourceUnavailableException>(() => OpenAsync());

        Assert.Contains("7200 s", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Time.Delays);
    }

    [Fact]
    public async Task OpenAsync_ConnectionRefused_ThrowsSourceUnavailable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        await Assert.ThrowsAsync<SourceUnavailableException>(() => OpenAsync($"http://127.0.0.1:{port}/a.mp4"));

        Assert.Equal(Options.MaxAttempts - 1, Time.Delays.Count);
    }

    [Fact]
    public async Task OpenAsync_NoResponse_RetriesAfterIdleTimeout()
    {
        Server.QueueFaults(new ServerFault.NoAnswer());

        var opening = OpenAsync();
        await Server.WhenRequestsAsync(1);
        Time.Advance(Idle);
        await using var source = await opening;

        Assert.Equal(2, source.Access.Requests);
    }

    [Fact]
    public async Task ReadAsync_HeadersWithoutBody_RetriesAfterIdleTimeout()
    {
        await using var source = await OpenAsync();
        var before = Time.LongTimers;
        Server.QueueFaults(new ServerFault.NoBody());

        var reading = ReadAsync(source, 100_000, 1000);
        await Time.WhenLongTimersAsync(before + 2);     // one for the headers, one for the body
        Time.Advance(Idle);

        Assert.Equal(Content[100_000..101_000], await reading);
        Assert.Equal(3, source.Access.Requests);
    }

    [Fact]
    public async Task OpenAsync_ConnectionFailsTwice_ResumesAtPosition()
    {
        await using var source = await OpenAsync();
        Server.QueueFaults(new ServerFault.Disconnect(30_000), new ServerFault.Disconnect(20_000));

        Assert.Equal(Content[50_000..150_000], await StreamAsync(source, 50_000, 100_000));
        Assert.Equal([0, 50_000, 80_000, 100_000], Server.Requests.Select(request => request.FirstByte));
        Assert.Equal(new AccessCount(4096 + 100_000, 4), source.Access);
    }

    [Fact]
    public async Task ReadAsync_MoreConnectionFailuresThanAttempts_ContinuesWhileBytesArrive()
    {
        await using var source = await OpenAsync();
        Server.DefaultFault = new ServerFault.Disconnect(5000);

        Assert.Equal(Content[100_000..200_000], await ReadAsync(source, 100_000, 100_000));
        Assert.Equal(1 + 20, source.Access.Requests);
    }

    [Fact]
    public async Task ReadAsync_ConnectionFailsBeforeFirstByte_ThrowsAfterAllAttempts()
    {
        await using var source = await OpenAsync();
        Server.DefaultFault = new ServerFault.Disconnect(0);

        await Assert.ThrowsAsync<SourceUnavailableException>(() => ReadAsync(source, 100_000, 1000));

        Assert.Equal(1 + Options.MaxAttempts, Server.Requests.Count);
    }

    [Fact]
    public async Task ReadAsync_ShorterRangeThanRequested_RequestsRestWithoutDelay()
    {
        Server.DefaultFault = new ServerFault.ShortRanges(3000);
        await using var source = await OpenAsync();

        Assert.Equal(Content[..10_000], await ReadAsync(source, 0, 10_000));
        Assert.Equal([0, 0, 3000, 6000, 9000], Server.Requests.Select(request => request.FirstByte));
        Assert.Empty(Time.Delays);
    }

    [Fact]
    public async Task OpenAsync_ConnectionFailsDuringFirstBytes_Retries()
    {
        Server.QueueFaults(new ServerFault.Disconnect(100));
        await using var source = await OpenAsync();

        Assert.Equal(2, source.Access.Requests);
        Assert.Equal(Content[..4096], await ReadAsync(source, 0, 4096));
        Assert.Equal(2, source.Access.Requests);
    }

    [Fact]
    public async Task ReadAsync_RangeIgnoredOnce_Retries()
    {
        await using var source = await OpenAsync();
        Server.QueueFaults(new ServerFault.NoRanges());

        Assert.Equal(Content[100_000..100_100], await ReadAsync(source, 100_000, 100));
        Assert.Equal(3, source.Access.Requests);
    }

    [Fact]
    public async Task ReadAsync_SlowServer_DoesNotTimeOut()
    {
        await using var source = await OpenAsync();
        Server.QueueFaults(new ServerFault.Slow(TimeSpan.FromMilliseconds(5)));

        Assert.Equal(Content[100_000..200_000], await ReadAsync(source, 100_000, 100_000));
        Assert.Equal(2, source.Access.Requests);
    }
}
