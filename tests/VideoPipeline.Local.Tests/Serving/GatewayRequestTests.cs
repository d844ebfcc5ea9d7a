using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Http;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.Local.Serving.Gateway;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

public sealed class GatewayRequestTests
{
    [Fact]
    public async Task Payload_BinaryBody_IsBase64WithLowerCaseHeaderNames()
    {
        var request = await ReadAsync("image/png", [0, 255, 1]);

        Assert.Equal(("AP8B", true), (request.Body, request.IsBase64Encoded));
        Assert.Equal("image/png", request.Headers["content-type"]);
        Assert.Equal(("POST /things/{id}", "/things/7", "2.0"), (request.RouteKey, request.RawPath, request.Version));
        Assert.Equal("7", request.PathParameters["id"]);
        Assert.Equal(("a,b", "tag=a&tag=b&empty="), (request.QueryStringParameters["tag"], request.RawQueryString));
        Assert.Equal(("POST", "/things/7"), (request.RequestContext.Http.Method, request.RequestContext.Http.Path));
        Assert.Equal(
            ("31/Jan/2026:23:59:58 +0000", 1769903998000), (request.RequestContext.Time, request.RequestContext.TimeEpoch));
        Assert.Equal(["one=1", "two=2"], request.Cookies);
        Assert.DoesNotContain("cookie", request.Headers.Keys);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("text/plain")]
    public async Task Payload_TextBody_IsText(string type)
    {
        var request = await ReadAsync(type, Encoding.UTF8.GetBytes("für"));

        Assert.Equal(("für", false), (request.Body, request.IsBase64Encoded));
    }

    [Fact]
    public async Task Payload_NoBody_HasNone()
    {
        var request = await ReadAsync(null, []);

        Assert.Equal((null, false), (request.Body, request.IsBase64Encoded));
    }

    private static async Task<APIGatewayHttpApiV2ProxyRequest> ReadAsync(string? type, byte[] body)
    {
        var context = new DefaultHttpContext();
        var request = context.Request;
        (request.Method, request.Path) = ("POST", "/things/7");
        (request.QueryString, request.Host) = (new QueryString("?tag=a&tag=b&empty="), new HostString("127.0.0.1"));
        (request.ContentType, request.Body) = (type, new MemoryStream(body));
        request.Headers.Cookie = "one=1; two=2";
        request.RouteValues["id"] = "7";
        var now = new DateTimeOffset(2026, 1, 31, 23, 59, 58, TimeSpan.Zero);

        var payload = await GatewayRequest.PayloadAsync(context, new SamRoute("POST", "/things/{id}"), now);

        // With Lambda's serializer.
        return new DefaultLambdaJsonSerializer().Deserialize<APIGatewayHttpApiV2ProxyRequest>(new MemoryStream(payload));
    }
}
