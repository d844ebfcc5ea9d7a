using System.Net;
using System.Net.Http.Headers;
using VideoPipeline.Imaging;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>The image endpoints of the HTTP API.</summary>
[Collection(ServerCollection.Name)]
public sealed class ImageEndpointTests(ServerFixture server)
{
    [ProgramFact("curl")]
    public async Task Shape_FormOfCurl_HeightWidthChannels()
    {
        using var folder = new TemporaryFolder();
        var jpeg = folder.Write("a.jpg", ImageFile.EncodeJpeg(Picture(40, 60)));
        var png = folder.Write("b.png", ImageFile.EncodePng(Picture(32, 16)));
        string[] arguments = ["-sS", "-F", $"image=@{jpeg}", "-F", $"image=@{png}", $"{server.Address}/images/shape"];
        using var curl = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("curl", arguments) { RedirectStandardOutput = true })!;

        Assert.Equal("[[60,40,3],[16,32,3]]", await curl.StandardOutput.ReadToEndAsync());
        await curl.WaitForExitAsync();
        Assert.Equal(0, curl.ExitCode);
    }

    [Theory]
    [InlineData("shape", "[[16,32,3]]")]
    [InlineData("nbytes", "[1536]")]
    public async Task Endpoint_ImageBody_RespondsWithJson(string operation, string expected)
    {
        using var response = await PostAsync(operation, ImageFile.EncodePng(Picture(32, 16)));

        Assert.Equal((HttpStatusCode.OK, expected), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Endpoint_BodyTooLarge_413()
    {
        using var response = await PostAsync("shape", new byte[(10 << 20) + 1]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Endpoints_ConcurrentRequests_CorrectResponses()
    {
        var responses = await Task.WhenAll(Enumerable.Range(1, 16).Select(async width =>
        {
            using var response = await PostAsync("shape", ImageFile.EncodePng(Picture(width, 8)));
            return await response.Content.ReadAsStringAsync();
        }));

        Assert.Equal(Enumerable.Range(1, 16).Select(width => $"[[8,{width},3]]"), responses);
    }

    [Fact]
    public async Task Endpoint_UnknownRoute_404()
    {
        using var response = await PostAsync("colour", [1]);

        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.NotFound, """{"message":"Not Found"}"""), (response.StatusCode, body));
    }

    [Theory]
    [InlineData("Host", "pages.example")]
    [InlineData("Origin", "http://pages.example")]
    public async Task Request_FromWebPage_403(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{server.Address}/images/shape");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private static BgrImage Picture(int width, int height) => new(width, height, new byte[3 * width * height]);

    private async Task<HttpResponseMessage> PostAsync(string operation, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{server.Address}/images/{operation}")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } },
            // As curl: the body is not sent if the server rejects the request.
            Headers = { ExpectContinue = true },
        };
        return await server.Http.SendAsync(request);
    }
}
