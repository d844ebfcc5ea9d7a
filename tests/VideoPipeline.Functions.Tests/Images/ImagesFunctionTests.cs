using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using VideoPipeline.Functions.Http;
using VideoPipeline.Functions.Tests.Http;
using VideoPipeline.Functions.Tests.Uploads;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Functions.Tests.Images;

public sealed class ImagesFunctionTests : IDisposable
{
    private const string Squeezenet = "models/squeezenet_v1.1.caffemodel";

    private readonly TemporaryFolder _folder = new();
    private readonly ImagesFunction _function;

    public ImagesFunctionTests()
    {
        var sources = new VideoSources();
        _function = new ImagesFunction(
            new ModelLibrary(sources, new ModelCache(_folder.File("cache")), [_folder.Root]),
            FolderStore.Open(_folder.File("store"), TimeProvider.System),
            new Settings("bucket", null, null), new ApiKey(null), TimeProvider.System);
    }

    [Fact]
    public async Task Shape_SeveralParts_ShapesInRequestOrder()
    {
        var response = await PostAsync(
            "shape", TestImages.Form(("a.jpg", TestImages.Jpeg(40, 60)), ("b.png", TestImages.Png(32, 16))));

        Assert.Equal(
            (200, "[[60,40,3],[16,32,3]]", "application/json"),
            (response.StatusCode, response.Body, response.Headers["content-type"]));
    }

    [Fact]
    public async Task Shape_ImageBody_ListOfOne() =>
        Assert.Equal("[[60,40,3]]", (await PostAsync("shape", TestImages.Body(TestImages.Jpeg(40, 60), "image/jpeg"))).Body);

    [Fact]
    public async Task Shape_PayloadOfEvents_ShapeOfItsImage() =>
        Assert.Equal("[[2,3,3]]", (await InvokeAsync(Events.Read<APIGatewayHttpApiV2ProxyRequest>("images-shape"))).Body);

    [Fact]
    public async Task Nbytes_Image_SizeOfItsArray() =>
        Assert.Equal("[7200]", (await PostAsync("nbytes", TestImages.Body(TestImages.Png(40, 60), "image/png"))).Body);

    [Fact]
    public async Task Shape_OnePartIsNoImage_ErrorAtItsPosition()
    {
        var form = TestImages.Form(
            ("a.jpg", TestImages.Jpeg(40, 60)), ("notes.txt", "no image"u8.ToArray()), ("b.png", TestImages.Png(32, 16)));

        var response = await PostAsync("shape", form);

        var items = JsonDocument.Parse(response.Body).RootElement;
        Assert.Equal((200, 3), (response.StatusCode, items.GetArrayLength()));
        Assert.Equal(("[60,40,3]", "[16,32,3]"), (items[0].GetRawText(), items[2].GetRawText()));
        Assert.Equal("UnsupportedVideoException", items[1].GetProperty("error").GetProperty("type").GetString());
        Assert.Contains("image 2 (notes.txt)", items[1].GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task Shape_NoPartIsAnImage_422()
    {
        var response = await PostAsync("shape", TestImages.Form(("a.txt", "none"u8.ToArray()), ("empty", [])));

        var items = JsonDocument.Parse(response.Body).RootElement;
        Assert.Equal((422, 2), (response.StatusCode, items.GetArrayLength()));
        Assert.All(items.EnumerateArray(), item => Assert.True(item.TryGetProperty("error", out _)));
    }

    [Fact]
    public async Task Shape_TruncatedForm_400()
    {
        var request = await HttpPayload.CreateAsync("POST /images/shape", TestImages.Form(("a.jpg", TestImages.Jpeg(40, 60))));
        request.Body = Convert.ToBase64String(Convert.FromBase64String(request.Body)[..^60]);

        HttpPayload.AssertFailure(400, "InvalidInputException", "truncated", await InvokeAsync(request));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=nowhere")]
    [InlineData("multipart/form-data")]
    public async Task Shape_MissingBoundary_400(string type) =>
        HttpPayload.AssertFailure(
            400, "InvalidInputException", "boundary", await PostAsync("shape", TestImages.Body("--other\r\n"u8.ToArray(), type)));

    [Theory]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task Shape_UnsupportedContentType_415(string? type) =>
        HttpPayload.AssertFailure(
            415, "UnsupportedVideoException", "multipart/form-data", await PostAsync("shape", TestImages.Body([1], type)));

    [Fact]
    public async Task Shape_TooManyParts_413()
    {
        var picture = TestImages.Png(1, 1);
        var parts = Enumerable.Range(0, 101).Select(number => ($"{number}.png", picture)).ToArray();

        HttpPayload.AssertFailure(413, "LimitExceededException", "100", await PostAsync("shape", TestImages.Form(parts)));
    }

    [Fact]
    public async Task Fingerprint_SameImageTwice_SameFingerprint()
    {
        var picture = TestImages.Png(64, 48);

        var response = await PostAsync("fingerprint", TestImages.Form(("a", picture), ("b", picture)));

        var items = JsonDocument.Parse(response.Body).RootElement;

        Assert.Equal(items[0].GetRawText(), items[1].GetRawText());
        Assert.Matches("^[0-9a-f]{16}$", items[0].GetProperty("phash").GetString());
        Assert.Equal((64, 48), (items[0].GetProperty("width").GetInt32(), items[0].GetProperty("height").GetInt32()));
        Assert.NotEqual(0, items[0].GetProperty("keypoints").GetInt32());
    }

    [Theory]
    [InlineData("model", "../other/model", "must be a name")]
    [InlineData("model", "unheard-of", "no model unheard-of")]
    [InlineData("top", "0", "from 1 to 1000")]
    public async Task Classify_InvalidParameter_400(string name, string value, string message)
    {
        var request = await HttpPayload.CreateAsync(
            "POST /images/classify", TestImages.Body(TestImages.Png(8, 8), "image/png"), (name, value));

        HttpPayload.AssertFailure(400, "InvalidInputException", message, await InvokeAsync(request));
    }

    [SharedDataFact(Squeezenet, "photos/space_shuttle.jpg")]
    public async Task Classify_Photo_ClassesByDescendingScore()
    {
        AddSqueezenet();
        var photo = await File.ReadAllBytesAsync(Path.Combine(Repository.SharedData!, "photos/space_shuttle.jpg"));
        var request = await HttpPayload.CreateAsync(
            "POST /images/classify", TestImages.Body(photo, "image/jpeg"), ("model", "squeezenet"), ("top", "2"));

        var labels = JsonDocument.Parse((await InvokeAsync(request)).Body).RootElement[0];

        Assert.Equal(2, labels.GetArrayLength());
        Assert.Equal("space shuttle", labels[0].GetProperty("label").GetString());
        Assert.True(labels[0].GetProperty("score").GetDouble() > labels[1].GetProperty("score").GetDouble());
    }

    [SharedDataFact(Squeezenet)]
    public async Task Classify_ResponseBeyondLambdasLimit_413()
    {
        AddSqueezenet();
        var form = TestImages.Form([.. Enumerable.Range(0, 100).Select(number => ($"{number}.png", TestImages.Png(8, 8)))]);
        var request = await HttpPayload.CreateAsync("POST /images/classify", form, ("model", "squeezenet"), ("top", "1000"));

        HttpPayload.AssertFailure(413, "LimitExceededException", "fewer images", await InvokeAsync(request));
    }

    [Fact]
    public async Task Images_UnknownRoute_404() =>
        HttpPayload.AssertFailure(404, "InvalidInputException", "/images/shape",
            await PostAsync("colour", TestImages.Body([1], "image/png")));

    public void Dispose()
    {
        _function.Dispose();
        _folder.Dispose();
    }

    private async Task<APIGatewayHttpApiV2ProxyResponse> PostAsync(string operation, HttpContent content) =>
        await InvokeAsync(await HttpPayload.CreateAsync($"POST /images/{operation}", content));

    private Task<APIGatewayHttpApiV2ProxyResponse> InvokeAsync(APIGatewayHttpApiV2ProxyRequest request) =>
        _function.Images(request, new TestContext());

    private void AddSqueezenet()
    {
        var model = Directory.CreateDirectory(_folder.File("squeezenet")).FullName;
        string[] files = ["squeezenet_v1.1.caffemodel", "squeezenet_v1.1.prototxt", "classification_classes_ILSVRC2012.txt"];
        foreach (var name in files)
            File.CreateSymbolicLink(Path.Combine(model, name), Path.Combine(Repository.SharedData!, "models", name));
        File.WriteAllText(Path.Combine(model, "model.json"), $$"""
            {
              "title": "SqueezeNet 1.1", "format": "caffe",
              "weights": {"file": "{{files[0]}}"}, "config": {"file": "{{files[1]}}"}, "labels": {"file": "{{files[2]}}"},
              "input": {"width": 227, "height": 227, "scale": 1, "mean": [104, 117, 123], "order": "BGR"}, "output": "prob"
            }
            """);
    }
}
