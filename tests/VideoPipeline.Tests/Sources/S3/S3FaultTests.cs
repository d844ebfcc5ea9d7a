using Amazon.Runtime;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using Xunit;

namespace VideoPipeline.Tests.Sources.S3;

/// <summary>What is not there, not allowed, refused for a while, silent or broken off.</summary>
public class S3FaultTests(ObjectServer server) : S3SourceTestBase(server)
{
    [S3Fact]
    public async Task OpenAsync_NoSuchKey_NotFound() =>
        await AssertFailsAsync<VideoNotFoundException>($"s3://{Bucket}/nothing.mp4", "NoSuchKey", "Check the key");

    [S3Fact]
    public async Task OpenAsync_NoSuchBucket_NotFoundNamesTheBucket() =>
        await AssertFailsAsync<VideoNotFoundException>("s3://no-such-bucket/a.mp4", "no such bucket");

    [S3Fact]
    public async Task OpenAsync_NoSuchVersion_NotFound() =>
        await AssertFailsAsync<VideoNotFoundException>($"{Address}?versionId=nowhere", "version");

    [S3Fact]
    public async Task OpenAsync_EmptyObject_Unsupported()
    {
        await Server.PutAsync(Bucket, "empty.mp4", []);

        await AssertFailsAsync<UnsupportedVideoException>($"s3://{Bucket}/empty.mp4", "is empty");
    }

    [S3Theory]
    [InlineData("nobody", "InvalidAccessKeyId")]
    [InlineData("test", "SignatureDoesNotMatch")]
    public async Task OpenAsync_WrongCredentials_AccessDeniedSaysWhatToCheck(string accessKey, string code)
    {
        Options = OptionsWith(new BasicAWSCredentials(accessKey, "wrong"));

        await AssertFailsAsync<VideoAccessDeniedException>(Address, code, "AWS_ACCESS_KEY_ID");
    }

    [S3Theory]
    [InlineData(403, "AccessDenied", "s3:GetObject")]
    [InlineData(400, "ExpiredToken", "expired")]
    [InlineData(403, "RequestTimeTooSkewed", "clock")]
    [InlineData(403, "InvalidObjectState", "archived")]
    public async Task OpenAsync_Denied_AccessDeniedSaysWhatToDo(int status, string code, string advice)
    {
        Proxy.Always = Refusal(status, code);

        await AssertFailsAsync<VideoAccessDeniedException>(Address, code, advice);
        Assert.Single(Proxy.Requests);
    }

    [S3Fact]
    public async Task OpenAsync_NoCredentials_AccessDeniedSaysWhereTheyComeFrom()
    {
        Options = OptionsWith(new NoCredentials());

        await AssertFailsAsync<VideoAccessDeniedException>(Address, "Failed to resolve AWS credentials. Set", "AWS_PROFILE");
    }

    [S3Theory]
    [InlineData(400, "InvalidArgument")]
    [InlineData(302, "Found")]
    public async Task OpenAsync_OtherRefusal_InvalidInputNamesIt(int status, string code)
    {
        Proxy.Always = Refusal(status, code);

        await AssertFailsAsync<InvalidInputException>(Address, code);
    }

    [S3Fact]
    public async Task OpenAsync_ServerWithoutRanges_InvalidInput()
    {
        Proxy.Always = new ServerFault.NoRanges();

        await AssertFailsAsync<InvalidInputException>(Address, "gives ranges");
    }

    [S3Theory]
    [InlineData(503, "SlowDown")]
    [InlineData(500, "InternalError")]
    [InlineData(400, "RequestTimeout")]
    public async Task OpenAsync_PassingRefusals_TriedAgainWithDoublingWaits(int status, string code)
    {
        Proxy.Next(Refusal(status, code), Refusal(status, code), Refusal(status, code));

        await using var source = await OpenAsync();

        Assert.Equal(4, source.Access.Requests);
        Assert.Collection(
            Time.Waits,
            first => Assert.InRange(first.TotalSeconds, 0.25, 0.5),
            second => Assert.InRange(second.TotalSeconds, 0.5, 1),
            third => Assert.InRange(third.TotalSeconds, 1, 2));
    }

    [S3Fact]
    public async Task OpenAsync_ServerSaysWhen_WaitsThatLong()
    {
        Proxy.Next(new ServerFault.Status(503, "20"));

        await using var source = await OpenAsync();

        Assert.Equal([TimeSpan.FromSeconds(20)], Time.Waits);
    }

    [S3Fact]
    public async Task OpenAsync_AlwaysRefused_UnavailableAfterAllAttempts()
    {
        Proxy.Always = Refusal(503, "SlowDown");

        await AssertFailsAsync<SourceUnavailableException>(Address, "503 SlowDown", "6 attempts");
        Assert.Equal(Options.MaxAttempts, Proxy.Requests.Count);
    }

    [S3Fact]
    public async Task OpenAsync_NobodyListens_Unavailable()
    {
        await Proxy.DisposeAsync();

        await AssertFailsAsync<SourceUnavailableException>(Address, "refused");
    }

    [S3Fact]
    public async Task OpenAsync_NoAnswer_TriedAgainAfterTheIdleTimeout()
    {
        Proxy.Next(new ServerFault.NoAnswer());

        var opening = OpenAsync();
        await Proxy.WhenRequestsAsync(1);
        Time.Advance(Idle);
        await using var source = await opening;

        Assert.Equal(2, source.Access.Requests);
    }

    [S3Fact]
    public async Task ReadAsync_BreaksOff_ResumedWhereItWas()
    {
        await using var source = await OpenAsync();
        Proxy.Next(new ServerFault.BreakOff(50_000), Refusal(503, "SlowDown"), new ServerFault.BreakOff(70_000));

        Assert.Equal(Content[10_000..210_000], await StreamAsync(source, 10_000, 200_000));

        Assert.Equal([0, 10_000, 60_000, 60_000, 130_000], Proxy.Requests.Select(request => request.First!.Value));
        Assert.Equal(new AccessCount(4096 + 200_000, 5), source.Access);
    }

    [S3Fact]
    public async Task ReadAsync_BreaksOffEachTimeAtOnce_Unavailable()
    {
        await using var source = await OpenAsync();
        Proxy.Always = new ServerFault.BreakOff(0);

        await Assert.ThrowsAsync<SourceUnavailableException>(() => StreamAsync(source, 10_000, 1000));
    }

    [S3Fact]
    public async Task ReadAsync_Cancelled_EndsWhileTheServerIsSilent()
    {
        await using var source = await OpenAsync();
        Proxy.Always = new ServerFault.NoAnswer();
        using var cancel = new CancellationTokenSource();

        var reading = source.ReadAsync(100_000, new byte[10], cancel.Token).AsTask();
        await Proxy.WhenRequestsAsync(2);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static ServerFault.Status Refusal(int status, string code) =>
        new(status, Body: $"<Error><Code>{code}</Code><Message>As asked for.</Message></Error>");

    private async Task AssertFailsAsync<T>(string address, params string[] says)
        where T : Exception
    {
        var failure = await Assert.ThrowsAsync<T>(() => OpenAsync(address));
        Assert.All(says, word => Assert.Contains(word, failure.Message, StringComparison.Ordinal));
    }

    /// <summary>As the SDK fails where it finds none.</summary>
    private sealed class NoCredentials : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => throw new AmazonClientException("Failed to resolve AWS credentials. The providers said:\n- nothing");
    }
}
