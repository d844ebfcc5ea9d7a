using VideoPipeline.Sources.S3;
using VideoPipeline.Testing.S3;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The links in responses of <c>GET /executions/{id}</c>.</summary>
public sealed class LinkTests(S3TestServer server) : IClassFixture<S3TestServer>
{
    private const string Key = "runs/film-1/summary.json";

    [S3Fact]
    public async Task Link_BeforeItExpires_WorksWithoutCredentials()
    {
        var bucket = await server.CreateBucketAsync();
        await server.PutAsync(bucket, Key, "{}"u8.ToArray());
        var clients = new S3Clients(_ => server.Client);
        using var http = new HttpClient();

        var link = await clients.CreatePresignedUrlAsync(bucket, Key, DateTimeOffset.UtcNow.AddHours(1));
        using var unsigned = await http.GetAsync(link.Split('?')[0]);

        Assert.Equal("{}", await http.GetStringAsync(link));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, unsigned.StatusCode);
    }

    // S3 only checks the parameter if its name is in lower case (aws/aws-sdk-go-v2, issue 2508).
    [S3Fact]
    public async Task Link_WithBucketOwner_ContainsAndSignsIt()
    {
        var bucket = await server.CreateBucketAsync();
        await server.PutAsync(bucket, Key, "{}"u8.ToArray());
        var clients = new S3Clients(_ => server.Client, new Dictionary<string, string> { [bucket] = "123456789012" });
        using var http = new HttpClient();

        var link = await clients.CreatePresignedUrlAsync(bucket, Key, DateTimeOffset.UtcNow.AddHours(1));
        using var changed = await http.GetAsync(link.Replace(
            "x-amz-expected-bucket-owner=123456789012", "x-amz-expected-bucket-owner=210987654321", StringComparison.Ordinal));

        Assert.Contains("x-amz-expected-bucket-owner=123456789012", link, StringComparison.Ordinal);
        Assert.Equal("{}", await http.GetStringAsync(link));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, changed.StatusCode);
    }
}
