using Amazon.Runtime;
using VideoPipeline.Sources.Remote;
using VideoPipeline.Sources.S3;
using Xunit;

namespace VideoPipeline.Tests.Sources.S3;

public class S3ConfigurationTests
{
    [Theory]
    [InlineData("http://127.0.0.1:9000", true)]
    [InlineData("https://storage.example.com", true)]
    [InlineData("https://s3.eu-west-1.amazonaws.com", false)]
    [InlineData("https://bucket.vpce-1a2b.s3.us-east-1.vpce.amazonaws.com", false)]
    [InlineData("https://s3.cn-north-1.amazonaws.com.cn", false)]
    public void For_Endpoint_UsesPathStyleUnlessAws(string endpoint, bool pathStyle) =>
        Assert.Equal(pathStyle, S3Configuration.Create(region: null, endpoint).ForcePathStyle);

    [Fact]
    public void For_EndpointAndRegion_SignsForRegion() =>
        Assert.Equal("eu-west-1", S3Configuration.Create("eu-west-1", "http://127.0.0.1:9000").AuthenticationRegion);

    [Fact]
    public void For_Region_SetsRegionEndpoint() =>
        Assert.Equal("eu-west-1", S3Configuration.Create("eu-west-1").RegionEndpoint.SystemName);

    [Theory]
    [InlineData("http://127.0.0.1:9000", "WHEN_REQUIRED")]
    [InlineData("https://s3.eu-west-1.amazonaws.com", "WHEN_SUPPORTED")]
    [InlineData(null, "WHEN_SUPPORTED")]
    public void For_Endpoint_UsesChecksumsByDefaultOnlyForAws(string? endpoint, string expected)
    {
        var config = S3Configuration.Create("eu-west-1", endpoint);

        Assert.Equal(
            (expected, expected), (config.RequestChecksumCalculation.ToString(), config.ResponseChecksumValidation.ToString()));
    }

    [Fact]
    public void Of_ChecksumMismatch_ReturnsTransientFault() => Assert.IsType<TransientFault>(
        S3Errors.Translate("s3://bucket/key", new AmazonClientException("Expected hash not equal to calculated hash"), 0,
            default));
}
