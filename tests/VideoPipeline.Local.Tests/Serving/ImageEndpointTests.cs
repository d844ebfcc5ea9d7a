using System.Net;
using System.Net.Http.Headers;
using VideoPipeline.Imaging;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>Pictures over HTTP, as they are sent to an HTTP API.</summary>
[Collection(ServerCollection.Name)]
public sealed class ImageEndpointTests(ServerFixture server)
{
    [ProgramFact("curl")]
    public async Task Shape_SentByCurl_HeightWidthChannels()
    {
        using var folder = new TemporaryFolder();
        var jpeg = folder.Write("a.jpg", ImageFile.Jpeg(Picture(40, 60)));
        var png = folder.Write("b.png", ImageFile.Png(Picture(32, 16)));
        using var curl = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "curl", ["-sS", "-F", $"image=@{jpeg}", "-F", $"image=@{png}", $"{server.Address}/images/shape"]) { RedirectStandardOutput = true })!;

        Assert.Equal("[[60,40,3],[16,32,3]]", await curl.StandardOutput.ReadToEndAsync());
        await curl.WaitForExitAsync();
    }

    [Theory]
    [InlineData("shape", "[[16,32,3]]")]
    [InlineData("nbytes", "[1536]")]
    public async Task Endpoint_OfABody_AnswersJson(string what, string expected)
    {
        using var answer = await PostAsync(what, ImageFile.Png(Picture(32, 16)));

        Assert.Equal((HttpStatusCode.OK, expected), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Endpoint_BodyBeyondTheLimit_413()
    {
        using var answer = await PostAsync("shape", new byte[(10 << 20) + 1]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Endpoints_ManyAtOnce_EachItsOwnAnswer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 16).Select(async width =>
        {
            using var answer = await PostAsync("shape", ImageFile.Png(Picture(width, 8)));
            return await answer.Content.ReadAsStringAsync();
        }));

        Assert.Equal(Enumerable.Range(1, 16).Select(width => $"[[8,{width},3]]"), answers);
    }

    [Fact]
    public async Task Endpoint_ThatIsNotThere_404()
    {
        using var answer = await PostAsync("colour", [1]);

        Assert.Equal((HttpStatusCode.NotFound, """{"message":"Not Found"}"""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("Host", "pages.example")]
    [InlineData("Origin", "http://pages.example")]
    public async Task Request_OfAWebPage_403(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{server.Address}/images/shape");
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await server.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static BgrImage Picture(int width, int height) => new(width, height, new byte[3 * width * height]);

    private async Task<HttpResponseMessage> PostAsync(string what, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{server.Address}/images/{what}")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } },
            // As curl does: what is refused is not sent.
            Headers = { ExpectContinue = true },
        };
        return await server.Http.SendAsync(request);
    }
}
