using Amazon.Runtime;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using Xunit;

namespace VideoPipeline.Tests.Sources.S3;

/// <summary>Tests missing objects, denied access, transient errors, time-outs and connection failures.</summary>
public class S3FaultTests(S3TestServer server) : S3SourceTestBase(server)
{
    [S3Fact]
    public async Task OpenAsync_NoSuchKey_ThrowsVideoNotFound() =>
        await AssertFailsAsync<VideoNotFoundException>($"s3://{Bucket}/nothing.mp4", "NoSuchKey", "Check the key");

    [S3Fact]
    public async Task OpenAsync_NoSuchBucket_ThrowsVideoNotFound() =>
        await AssertFailsAsync<VideoNotFoundException>("s3://no-such-bucket/a.mp4", "the bucket does not exist");

    [S3Fact]
    public async Task OpenAsync_NoSuchVersion_ThrowsVideoNotFound() =>
        await AssertFailsAsync<VideoNotFoundException>($"{Address}?versionId=nowhere", "version");

    [S3Fact]
    public async Task OpenAsync_EmptyObject_ThrowsUnsupportedVideo()
    {
        await Server.PutAsync(Bucket, "empty.mp4", []);

        await AssertFailsAsync<UnsupportedVideoException>($"s3://{Bucket}/empty.mp4", "is empty");
    }

    [S3Theory]
    [InlineData("nobody", "InvalidAccessKeyId")]
    [InlineData("test", "SignatureDoesNotMatch")]
    public async Task OpenAsync_WrongCredentials_ThrowsAccessDeniedWithAdvice(string accessKey, string code)
    {
        Options = OptionsWith(new BasicAWSCredentials(accessKey, "wrong"));

        await AssertFailsAsync<VideoAccessDeniedException>(Address, code, "AWS_ACCESS_KEY_ID");
    }

    [S3Theory]
    [InlineData(403, "AccessDenied", "s3:GetObject")]
    [InlineData(400, "ExpiredToken", "expired")]
    [InlineData(403, "RequestTimeTooSkewed", "clock")]
    [InlineData(403, "InvalidObjectState", "archived")]
    public async Task OpenAsync_Denied_ThrowsAccessDeniedWithAdvice(int status, string code, string advice)
    {
        Proxy.DefaultFault = Error(status, code);

        await AssertFailsAsync<VideoAccessDeniedException>(Address, code, advice);
        Assert.Single(Proxy.Requests);
    }

    [S3Fact]
    public async Task OpenAsync_NoCredentials_ThrowsAccessDeniedWithAdvice()
    {
        Options = OptionsWith(new NoCredentials());

        await AssertFailsAsync<VideoAccessDeniedException>(Address, "Failed to resolve AWS credentials. Set", "AWS_PROFILE");
    }

    [S3Theory]
    [InlineData(400, "InvalidArgument")]
    [InlineData(302, "Found")]
    public async Task OpenAsync_OtherError_ThrowsInvalidInputWithErrorCode(int status, string code)
    {
        Proxy.DefaultFault = Error(status, code);

        await AssertFailsAsync<InvalidInputException>(Address, code);
    }

    [S3Fact]
    public async Task OpenAsync_ServerWithoutRanges_ThrowsInvalidInput()
    {
        Proxy.DefaultFault = new ServerFault.NoRanges();

        await AssertFailsAsync<InvalidInputException>(Address, "supports range requests");
    }

    [S3Theory]
    [InlineData(503, "SlowDown")]
    [InlineData(500, "InternalError")]
    [InlineData(400, "RequestTimeout")]
    public async Task OpenAsync_TransientErrors_RetriesWithExponentialBackOff(int status, string code)
    {
        Proxy.QueueFaults(Error(status, code), Error(status, code), Error(status, code));

        await using var source = await OpenAsync();

        Assert.Equal(4, source.Access.Requests);
        Assert.Collection(
            Time.Delays,
            first => Assert.InRange(first.TotalSeconds, 0.25, 0.5),
            second => Assert.InRange(second.TotalSeconds, 0.5, 1),
            third => Assert.InRange(third.TotalSeconds, 1, 2));
    }

    [S3Fact]
    public async Task OpenAsync_RetryAfter_WaitsThatLong()
    {
        Proxy.QueueFaults(new ServerFault.Status(503, "20"));

        await using var source = await OpenAsync();

        Assert.Equal([TimeSpan.FromSeconds(20)], Time.Delays);
    }

    [S3Fact]
    public async Task OpenAsync_PermanentlyUnavailable_ThrowsAfterAllAttempts()
    {
        Proxy.DefaultFault = Error(503, "SlowDown");

        await AssertFailsAsync<SourceUnavailableException>(Address, "503 SlowDown", "6 attempts");
        Assert.Equal(Options.MaxAttempts, Proxy.Requests.Count);
    }

    [S3Fact]
    public async Task OpenAsync_ConnectionRefused_ThrowsSourceUnavailable()
    {
        await Proxy.DisposeAsync();

        await AssertFailsAsync<SourceUnavailableException>(Address, "refused");
    }

    [S3Fact]
    public async Task OpenAsync_NoResponse_RetriesAfterIdleTimeout()
    {
        Proxy.QueueFaults(new ServerFault.NoAnswer());

        var opening = OpenAsync();
        await Proxy.WhenRequestsAsync(1);
        Time.Advance(Idle);
        await using var source = await opening;

        Assert.Equal(2, source.Access.Requests);
    }

    [S3Fact]
    public async Task ReadAsync_ConnectionFails_ResumesAtPosition()
    {
        await using var source = await OpenAsync();
        Proxy.QueueFaults(new ServerFault.Disconnect(50_000), Error(503, "SlowDown"), new ServerFault.Disconnect(70_000));

        Assert.Equal(Content[10_000..210_000], await StreamAsync(source, 10_000, 200_000));

        Assert.Equal([0, 10_000, 60_000, 60_000, 130_000], Proxy.Requests.Select(request => request.FirstByte!.Value));
        Assert.Equal(new AccessCount(4096 + 200_000, 5), source.Access);
    }

    [S3Fact]
    public async Task ReadAsync_ConnectionAlwaysFailsBeforeFirstByte_ThrowsSourceUnavailable()
    {
        await using var source = await OpenAsync();
        Proxy.DefaultFault = new ServerFault.Disconnect(0);

        await Assert.ThrowsAsync<SourceUnavailableException>(() => StreamAsync(source, 10_000, 1000));

        Assert.Equal(1 + Options.MaxAttempts, Proxy.Requests.Count);
    }

    [S3Fact]
    public async Task ReadAsync_CanceledWhileWaiting_ThrowsOperationCanceled()
    {
        await using var source = await OpenAsync();
        Proxy.DefaultFault = new ServerFault.NoAnswer();
        using var cancel = new CancellationTokenSource();

        var reading = source.ReadAsync(100_000, new byte[10], cancel.Token).AsTask();
        await Proxy.WhenRequestsAsync(2);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static ServerFault.Status Error(int status, string code) =>
        new(status, Body: $"<Error><Code>{code}</Code><Message>Simulated.</Message></Error>");

    private async Task AssertFailsAsync<T>(string address, params string[] expected)
        where T : Exception
    {
        var failure = await Assert.ThrowsAsync<T>(() => OpenAsync(address));
        Assert.All(expected, text => Assert.Contains(text, failure.Message, StringComparison.Ordinal));
    }

    /// <summary>Throws the exception that the SDK throws if it finds no credentials.</summary>
    private sealed class NoCredentials : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() =>
            throw new AmazonClientException("Failed to resolve AWS credentials. The providers said:\n- nothing");
    }
}
