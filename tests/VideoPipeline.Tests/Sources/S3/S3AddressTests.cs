using VideoPipeline.Errors;
using VideoPipeline.Sources.S3;
using Xunit;

namespace VideoPipeline.Tests.Sources.S3;

public class S3AddressTests
{
    [Theory]
    [InlineData("s3://bucket/key", "bucket", "key", null)]
    [InlineData("S3://bucket/key", "bucket", "key", null)]
    [InlineData("s3://My_old.Bucket/a/b c%20+.mp4", "My_old.Bucket", "a/b c%20+.mp4", null)]
    [InlineData("s3://bucket/a?versionId=3/L4kqtJlcpXroDTDmJ", "bucket", "a?versionId=3/L4kqtJlcpXroDTDmJ", null)]
    [InlineData("s3://bucket/a?versionId=mN.o_-1", "bucket", "a", "mN.o_-1")]
    [InlineData("s3://bucket/a?versionId=", "bucket", "a?versionId=", null)]
    [InlineData("s3://bucket/a?b=c", "bucket", "a?b=c", null)]
    [InlineData("s3://bucket//a", "bucket", "/a", null)]
    public void Parse_ValidAddress_ReturnsBucketKeyAndVersion(string address, string bucket, string key, string? version) =>
        Assert.Equal(new S3Address(bucket, key, version), S3Address.Parse(address));

    [Theory]
    [InlineData("s3://", "has no valid bucket name")]
    [InlineData("s3:///key", "has no valid bucket name")]
    [InlineData("s3://b/key", "has no valid bucket name")]
    [InlineData("s3://two words/key", "has no valid bucket name")]
    [InlineData("s3://bucket\n/key", "has no valid bucket name")]
    [InlineData("s3://bucket", "has no key")]
    [InlineData("s3://bucket/", "has no key")]
    [InlineData("s3://bucket/?versionId=a", "has no key")]
    public void Parse_NoBucketOrKey_ThrowsInvalidInputWithExample(string address, string expected)
    {
        var failure = Assert.Throws<InvalidInputException>(() => S3Address.Parse(address));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Contains("s3://bucket/key", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_CredentialsInAddress_MessageOmitsThem()
    {
        var failure = Assert.Throws<InvalidInputException>(() => S3Address.Parse("s3://AKIA:secret@bucket/key"));

        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }
}
