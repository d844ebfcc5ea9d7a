using System.Net;
using System.Net.WebSockets;
using Xunit;

namespace VideoPipeline.WebConsole.Tests.Browser;

/// <summary>Requests of other web pages, which browsers allow to reach the server.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class ForeignRequestTests(ConsoleFixture console)
{
    [Theory]
    [InlineData("GET", "/console", "evil.example", null)]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1", null, "http://evil.example")]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1", "evil.example", "http://evil.example")]
    [InlineData("POST", "/console/files/uploads/a.mp4", null, "http://evil.example")]
    [InlineData("GET", "/console/files/history/any", "evil.example", null)]
    public async Task Request_OfAnotherPage_IsRefused(string method, string path, string? host, string? origin)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), console.Address + path);
        if (host is not null) request.Headers.Host = host;
        if (origin is not null) request.Headers.Add("Origin", origin);

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task WebSocket_OfAnotherPage_IsRefused()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "http://evil.example");
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(
            new Uri(console.Address.Replace("http:", "ws:", StringComparison.Ordinal) + "/_blazor"), CancellationToken.None));

        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Upload_WithoutTheTokenOfAPage_IsRefused()
    {
        using var http = new HttpClient();

        using var response = await http.PostAsync($"{console.Address}/console/files/uploads/a.mp4", new StringContent("any"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Page_Response_ForbidsInlineScriptsAndFrames()
    {
        using var http = new HttpClient();

        using var response = await http.GetAsync(console.Address + "/console");

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
    }
}
