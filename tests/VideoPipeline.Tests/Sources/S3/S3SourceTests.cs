using VideoPipeline.Sources.Access;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using Xunit;

namespace VideoPipeline.Tests.Sources.S3;

/// <summary>Tests ranges, keys, versions and access counts.</summary>
public class S3SourceTests(S3TestServer server) : S3SourceTestBase(server)
{
    [S3Fact]
    public async Task OpenAsync_Object_GetsLengthAndEntityTagWithOneRequest()
    {
        await using var source = await OpenAsync();

        Assert.Equal((Address, 300_000L), (source.DisplayName, source.Length));
        Assert.Equal($"{Bucket}/{Key}", Proxy.Requests.Single().Path);
        Assert.Equal(new AccessCount(4096, 1), source.Access);
        Assert.Matches("^\"[0-9a-f]{32}\"$", source.Version);
    }

    [S3Theory]
    [InlineData(0, 4096)]
    [InlineData(0, 4097)]
    [InlineData(150_000, 1)]
    [InlineData(299_999, 1)]
    [InlineData(299_990, 100)]
    [InlineData(300_000, 10)]
    [InlineData(400_000, 10)]
    public async Task ReadAsync_AnyRange_ReturnsItsBytes(int offset, int length)
    {
        await using var source = await OpenAsync();

        Assert.Equal(Content.Skip(offset).Take(length), await ReadAsync(source, offset, length));
    }

    [S3Fact]
    public async Task OpenAsync_Ranges_SendsOneExactRequestEach()
    {
        await using var source = await OpenAsync();

        Assert.Equal(Content[100..200_100], await StreamAsync(source, 100, 200_000));
        Assert.Equal(Content[250_000..], await StreamAsync(source, 250_000, 100_000));

        Assert.Equal(new AccessCount(4096 + 200_000 + 50_000, 3), source.Access);
        Assert.Equal(source.Access.Bytes, Proxy.Requests.Sum(request => request.BytesSent));
    }

    [S3Fact]
    public async Task ReadAsync_Concurrent_ReturnsRequestedBytes()
    {
        await using var source = await OpenAsync();

        var parts = await Task.WhenAll(Enumerable.Range(0, 20).Select(part => ReadAsync(source, part * 15_000, 15_000)));

        Assert.Equal(Content, parts.SelectMany(part => part));
    }

    [S3Fact]
    public async Task ReadAsync_RequesterPays_EachRequestOfThatBucketConsents()
    {
        var other = await Server.CreateBucketAsync();
        await Server.PutAsync(other, Key, Content);
        Options = OptionsWith(Server.Credentials, requesterPays: new HashSet<string> { Bucket });

        foreach (var address in (string[])[Address, $"s3://{other}/{Key}"])
        {
            await using var source = await OpenAsync(address);
            Assert.Equal(Content[100_000..100_010], await ReadAsync(source, 100_000, 10));
        }

        var payers = Proxy.Requests.ToLookup(
            request => request.Path.Split('/')[0], request => request.Headers.GetValueOrDefault("x-amz-request-payer"));
        Assert.Equal(["requester", "requester"], payers[Bucket]);
        Assert.Equal([null, null], payers[other]);
    }

    [S3Fact]
    public async Task OpenAsync_ExpectedObject_SendsNoRequest()
    {
        await using var first = await OpenAsync();
        await using var source = await OpenAsync(expected: IdentityOf(first));

        Assert.Equal(default, source.Access);
        Assert.Equal(Content[..1000], await ReadAsync(source, 0, 1000));
        Assert.Equal(source.Version, Proxy.Requests[^1].Headers["If-Match"]);
    }

    [S3Theory]
    [InlineData("two words+plus.mp4")]
    [InlineData("%20 is not decoded %2F.mp4")]
    [InlineData("Пример/日本語/ä.mp4")]
    [InlineData("a?b=c&d#e;f.mp4")]
    [InlineData("double//slash/../dots/./end.mp4")]
    [InlineData("back\\slash 'quote' \"double\" (x)*!~.mp4")]
    [InlineData("?versionId")]
    [InlineData("folder/")]
    public async Task OpenAsync_KeyWithSpecialCharacters_IsTakenLiterally(string key)
    {
        await Server.PutAsync(Bucket, key, [1, 2, 3]);

        await using var source = await OpenAsync($"s3://{Bucket}/{key}");

        Assert.Equal([1, 2, 3], await ReadAsync(source, 0, 10));
    }

    [S3Fact]
    public async Task OpenAsync_VersionId_ReadsThatVersionAfterReplacement()
    {
        await Server.Client.PutBucketVersioningAsync(new()
        {
            BucketName = Bucket,
            VersioningConfig = new() { Status = Amazon.S3.VersionStatus.Enabled },
        });
        var version = await Server.PutAsync(Bucket, Key, RandomBytes(2));
        await Server.PutAsync(Bucket, Key, RandomBytes(3));

        await using var old = await OpenAsync($"{Address}?versionId={version}");
        await using var newest = await OpenAsync();

        Assert.Equal(RandomBytes(2)[5000..6000], await ReadAsync(old, 5000, 1000));
        Assert.Equal(RandomBytes(3)[5000..6000], await ReadAsync(newest, 5000, 1000));
    }

    [S3Fact]
    public async Task OpenAsync_BucketInOtherRegion_FollowsRedirectAndCachesRegion()
    {
        Proxy.QueueFaults(new ServerFault.RedirectToRegion("eu-central-1"));

        await using var source = await OpenAsync();
        await ReadAsync(source, 100_000, 10);

        Assert.Equal(3, source.Access.Requests);
        Assert.DoesNotContain("eu-central-1", Proxy.Requests[0].Headers["Authorization"], StringComparison.Ordinal);
        Assert.All(Proxy.Requests.Skip(1), request =>
            Assert.Contains("/eu-central-1/s3/", request.Headers["Authorization"], StringComparison.Ordinal));
    }

    [S3Fact]
    public async Task OpenAsync_SignatureForWrongRegion_UsesExpectedRegion()
    {
        Proxy.QueueFaults(new ServerFault.Status(400, Body:
            "<Error><Code>AuthorizationHeaderMalformed</Code><Message>The authorization header is malformed; " +
            "the region 'us-east-1' is wrong; expecting 'eu-west-3'</Message></Error>"));

        await using var source = await OpenAsync();

        Assert.Contains("/eu-west-3/s3/", Proxy.Requests[^1].Headers["Authorization"], StringComparison.Ordinal);
    }

    [S3Fact]
    public async Task Requests_ToBucketWithExpectedOwner_SendOwnerHeader()
    {
        Options = OptionsWith(Server.Credentials, new Dictionary<string, string> { [Bucket] = "123456789012" });

        await using var source = await OpenAsync();
        await ReadAsync(source, 100_000, 10);
        await StreamAsync(source, 0, 10_000);

        Assert.Equal(3, Proxy.Requests.Count);
        Assert.All(Proxy.Requests, request => Assert.Equal("123456789012", request.Headers["x-amz-expected-bucket-owner"]));
    }

    [S3Fact]
    public async Task Requests_ToOtherBucket_SendNoOwnerHeader()
    {
        Options = OptionsWith(Server.Credentials, new Dictionary<string, string> { ["another-bucket"] = "123456789012" });

        await using var source = await OpenAsync();

        Assert.False(Proxy.Requests.Single().Headers.ContainsKey("x-amz-expected-bucket-owner"));
    }
}
