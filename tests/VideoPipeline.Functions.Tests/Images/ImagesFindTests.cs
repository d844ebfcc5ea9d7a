using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using VideoPipeline.Functions.Http;
using VideoPipeline.Functions.Tests.Http;
using VideoPipeline.Imaging;
using VideoPipeline.Npz;
using VideoPipeline.Search;
using VideoPipeline.Search.Segments;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Functions.Tests.Images;

/// <summary><c>POST /images/find</c>.</summary>
public sealed class ImagesFindTests : IDisposable
{
    private static readonly BgrImage s_plain = new(64, 48, new byte[3 * 64 * 48]);

    private readonly TemporaryFolder _folder = new();
    private readonly IStore _store;
    private readonly ImagesFunction _function;

    public ImagesFindTests()
    {
        _store = FolderStore.Open(_folder.File("store"), TimeProvider.System);
        _function = new ImagesFunction(
            new ModelLibrary(new VideoSources(), new ModelCache(_folder.File("cache")), []), _store,
            new Settings("bucket", null, null), new ApiKey(null), TimeProvider.System);
    }

    public void Dispose()
    {
        _function.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Find_IndexedImage_OccurrencesAndErrorsInRequestOrder()
    {
        await AddRunAsync("film");
        var form = TestImages.Form(
            ("notes.txt", "no image"u8.ToArray()), ("a.png", TestImages.Png(64, 48)), ("b.png", ImageFile.EncodePng(s_plain)));

        var response = await PostAsync("find", form);

        var body = JsonDocument.Parse(response.Body).RootElement;
        Assert.True(response.StatusCode == 200, response.Body);
        Assert.Equal((1, 0), (body.GetProperty("runs").GetInt32(), body.GetProperty("notIndexed").GetInt32()));
        Assert.True(body.GetProperty("bytes").GetInt64() > 0 && body.GetProperty("requests").GetInt64() > 0);
        var images = body.GetProperty("images");
        Assert.StartsWith("UnsupportedVideoException", images[0].GetProperty("error").GetString(), StringComparison.Ordinal);
        var occurrence = Assert.Single(images[1].GetProperty("occurrences").EnumerateArray());
        Assert.Equal("image 2 (a.png)", images[1].GetProperty("image").GetString());
        Assert.Equal(("film", 7.5), (occurrence.GetProperty("run").GetString(), occurrence.GetProperty("seconds").GetDouble()));
        Assert.False(images[2].GetProperty("found").GetBoolean());
    }

    [Fact]
    public async Task Find_NoIndex_400() =>
        HttpPayload.AssertFailure(400, "InvalidInputException", "s3://bucket/ has no search index",
            await PostAsync("find", TestImages.Body(TestImages.Png(64, 48), "image/png")));

    [Fact]
    public async Task Find_NoTimeLeft_413()
    {
        await AddRunAsync("film");
        var request = await HttpPayload.CreateAsync("POST /images/find", TestImages.Body(TestImages.Png(64, 48), "image/png"));
        var response = await _function.Images(request, new LateContext());
        HttpPayload.AssertFailure(413, "LimitExceededException", "did not end within 0 s", response);
    }

    private async Task<APIGatewayHttpApiV2ProxyResponse> PostAsync(string operation, HttpContent content) =>
        await _function.Images(await HttpPayload.CreateAsync($"POST /images/{operation}", content), new TestContext());

    // A run whose only frame is a test image.
    private async Task AddRunAsync(string name)
    {
        using var decoded = ImageReader.Decode(TestImages.Png(64, 48), "test");
        var image = GrayImage.Of(decoded);
        var content = new RunContent(name, "film.mp4", "film", 64, 48, [5], [ImageHashes.Compute(image)], [], null);
        await new FingerprintIndex(_store, TimeProvider.System).AddAsync(content, default);
        await _store.PutAsync(
            new RunKeys(name).Frames,
            (stream, _) => Task.Run(() => NpzWriter.Write(stream, [NpyArray.Of("time", new[] { 7.5 })])), default);
    }

    /// <summary>The context of an invocation that is about to end.</summary>
    private sealed class LateContext : TestContext
    {
        public override TimeSpan RemainingTime => TimeSpan.FromSeconds(1);
    }
}
