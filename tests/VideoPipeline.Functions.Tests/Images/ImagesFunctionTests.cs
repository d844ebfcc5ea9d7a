using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using VideoPipeline.Functions.Tests.Http;
using VideoPipeline.Functions.Tests.Uploads;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Classification;
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
        _function = new ImagesFunction(new ModelLibrary(sources, new ModelCache(_folder.File("cache")), [_folder.Root]));
    }

    [Fact]
    public async Task Shape_OfSeveralParts_HeightWidthChannelsInTheirOrder()
    {
        var answer = await PostAsync("shape", Pictures.Form(("a.jpg", Pictures.Jpeg(40, 60)), ("b.png", Pictures.Png(32, 16))));

        Assert.Equal((200, "[[60,40,3],[16,32,3]]", "application/json"), (answer.StatusCode, answer.Body, answer.Headers["content-type"]));
    }

    [Fact]
    public async Task Shape_OfABody_IsAListOfOne() =>
        Assert.Equal("[[60,40,3]]", (await PostAsync("shape", Pictures.Body(Pictures.Jpeg(40, 60), "image/jpeg"))).Body);

    [Fact]
    public async Task Shape_OfThePayloadInEvents_IsItsPicture() =>
        Assert.Equal("[[2,3,3]]", (await AskAsync(Events.Read<APIGatewayHttpApiV2ProxyRequest>("images-shape"))).Body);

    [Fact]
    public async Task Nbytes_OfAPicture_AreThoseOfItsArray() =>
        Assert.Equal("[7200]", (await PostAsync("nbytes", Pictures.Body(Pictures.Png(40, 60), "image/png"))).Body);

    [Fact]
    public async Task Shape_OneBadPartAmongGoodOnes_IsReportedInItsPlace()
    {
        var answer = await PostAsync("shape", Pictures.Form(("a.jpg", Pictures.Jpeg(40, 60)), ("notes.txt", "no picture"u8.ToArray()), ("b.png", Pictures.Png(32, 16))));

        var items = JsonDocument.Parse(answer.Body).RootElement;
        Assert.Equal(200, answer.StatusCode);
        Assert.Equal(("[60,40,3]", "[16,32,3]"), (items[0].GetRawText(), items[2].GetRawText()));
        Assert.Equal("UnsupportedVideoException", items[1].GetProperty("error").GetProperty("type").GetString());
        Assert.Contains("picture 2 (notes.txt)", items[1].GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task Shape_NoPartIsAPicture_422()
    {
        var answer = await PostAsync("shape", Pictures.Form(("a.txt", "none"u8.ToArray()), ("empty", [])));

        Assert.Equal(422, answer.StatusCode);
        Assert.Equal(2, JsonDocument.Parse(answer.Body).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Shape_CutOffForm_IsSaidToBeOne()
    {
        var request = await HttpPayload.OfAsync("POST /images/shape", Pictures.Form(("a.jpg", Pictures.Jpeg(40, 60))));
        request.Body = Convert.ToBase64String(Convert.FromBase64String(request.Body)[..^60]);

        AssertFailure(400, "InvalidInputException", "cut off", await AskAsync(request));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=nowhere")]
    [InlineData("multipart/form-data")]
    public async Task Shape_BoundaryThatIsNotThere_400(string type) =>
        AssertFailure(400, "InvalidInputException", "boundary", await PostAsync("shape", Pictures.Body("--other\r\n"u8.ToArray(), type)));

    [Theory]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task Shape_BodyOfAnotherKind_415(string? type) =>
        AssertFailure(415, "UnsupportedVideoException", "multipart/form-data", await PostAsync("shape", Pictures.Body([1], type)));

    [Fact]
    public async Task Shape_MoreThanAHundredParts_413()
    {
        var picture = Pictures.Png(1, 1);
        var parts = Enumerable.Range(0, 101).Select(number => ($"{number}.png", picture)).ToArray();

        AssertFailure(413, "LimitExceededException", "100", await PostAsync("shape", Pictures.Form(parts)));
    }

    [Fact]
    public async Task Fingerprint_OfTheSamePicture_TheSame()
    {
        var picture = Pictures.Png(64, 48);

        var items = JsonDocument.Parse((await PostAsync("fingerprint", Pictures.Form(("a", picture), ("b", picture)))).Body).RootElement;

        Assert.Equal(items[0].GetRawText(), items[1].GetRawText());
        Assert.Matches("^[0-9a-f]{16}$", items[0].GetProperty("phash").GetString());
        Assert.Equal((64, 48), (items[0].GetProperty("width").GetInt32(), items[0].GetProperty("height").GetInt32()));
        Assert.NotEqual(0, items[0].GetProperty("keypoints").GetInt32());
    }

    [Theory]
    [InlineData("model", "../other/model", "no name")]
    [InlineData("model", "unheard-of", "no model unheard-of")]
    [InlineData("top", "0", "from 1 to 1000")]
    public async Task Classify_ParameterThatCannotBe_400(string name, string value, string said)
    {
        var request = await HttpPayload.OfAsync("POST /images/classify", Pictures.Body(Pictures.Png(8, 8), "image/png"), (name, value));

        AssertFailure(400, "InvalidInputException", said, await AskAsync(request));
    }

    [SharedDataFact(Squeezenet, "photos/space_shuttle.jpg")]
    public async Task Classify_APhotograph_ItsClassesBestFirst()
    {
        AddSqueezenet();
        var photo = await File.ReadAllBytesAsync(Path.Combine(Repository.SharedData!, "photos/space_shuttle.jpg"));
        var request = await HttpPayload.OfAsync("POST /images/classify", Pictures.Body(photo, "image/jpeg"), ("model", "squeezenet"), ("top", "2"));

        var labels = JsonDocument.Parse((await AskAsync(request)).Body).RootElement[0];

        Assert.Equal(2, labels.GetArrayLength());
        Assert.Equal("space shuttle", labels[0].GetProperty("label").GetString());
        Assert.True(labels[0].GetProperty("score").GetDouble() > labels[1].GetProperty("score").GetDouble());
    }

    [SharedDataFact(Squeezenet)]
    public async Task Classify_MoreClassesOfMorePicturesThanLambdaPassesOn_413()
    {
        AddSqueezenet();
        var form = Pictures.Form([.. Enumerable.Range(0, 100).Select(number => ($"{number}.png", Pictures.Png(8, 8)))]);
        var request = await HttpPayload.OfAsync("POST /images/classify", form, ("model", "squeezenet"), ("top", "1000"));

        AssertFailure(413, "LimitExceededException", "fewer pictures", await AskAsync(request));
    }

    [Fact]
    public async Task Images_AnotherRoute_404() =>
        AssertFailure(404, "InvalidInputException", "/images/shape", await PostAsync("colour", Pictures.Body([1], "image/png")));

    public void Dispose()
    {
        _function.Dispose();
        _folder.Dispose();
    }

    private static void AssertFailure(int status, string type, string said, APIGatewayHttpApiV2ProxyResponse answer)
    {
        var error = JsonDocument.Parse(answer.Body).RootElement.GetProperty("error");
        Assert.Equal((status, type), (answer.StatusCode, error.GetProperty("type").GetString()));
        Assert.Contains(said, error.GetProperty("message").GetString());
    }

    private async Task<APIGatewayHttpApiV2ProxyResponse> PostAsync(string what, HttpContent content) =>
        await AskAsync(await HttpPayload.OfAsync($"POST /images/{what}", content));

    private Task<APIGatewayHttpApiV2ProxyResponse> AskAsync(APIGatewayHttpApiV2ProxyRequest request) => _function.Images(request, new TestContext());

    private void AddSqueezenet()
    {
        var model = Directory.CreateDirectory(_folder.File("squeezenet")).FullName;
        string[] files = ["squeezenet_v1.1.caffemodel", "squeezenet_v1.1.prototxt", "classification_classes_ILSVRC2012.txt"];
        foreach (var name in files) File.CreateSymbolicLink(Path.Combine(model, name), Path.Combine(Repository.SharedData!, "models", name));
        File.WriteAllText(Path.Combine(model, "model.json"), $$"""
            {
              "title": "SqueezeNet 1.1", "format": "caffe",
              "weights": {"file": "{{files[0]}}"}, "config": {"file": "{{files[1]}}"}, "labels": {"file": "{{files[2]}}"},
              "input": {"width": 227, "height": 227, "scale": 1, "mean": [104, 117, 123], "order": "BGR"}, "output": "prob"
            }
            """);
    }
}
