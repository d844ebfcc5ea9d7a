using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Runtime;
using Amazon.StepFunctions;
using VideoPipeline.Functions.Executions;
using VideoPipeline.Functions.Http;
using VideoPipeline.Functions.Tests.Images;
using VideoPipeline.Sources;
using VideoPipeline.Sources.S3;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Functions.Tests.Http;

public sealed class ApiKeyTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcdeF")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    public void Refuse_OtherKey_403(string? sent)
    {
        var response = new ApiKey(Key).Refuse(Request(sent));

        Assert.Equal(403, response!.StatusCode);
        var error = JsonDocument.Parse(response.Body).RootElement.GetProperty("error");
        Assert.Equal("ForbiddenException", error.GetProperty("type").GetString());
        Assert.DoesNotContain(Key, response.Body);
    }

    [Theory]
    [InlineData(Key, Key)]
    [InlineData(null, null)]
    [InlineData(null, "any")]
    public void Refuse_SameKeyOrNoneRequired_Null(string? key, string? sent) =>
        Assert.Null(new ApiKey(key).Refuse(Request(sent)));

    [Fact]
    public async Task Images_KeyRequired_OnlyWithKey()
    {
        using var folder = new TemporaryFolder();
        using var function = new ImagesFunction(
            new ModelLibrary(new VideoSources(), new ModelCache(folder.File("cache")), []),
            FolderStore.Open(folder.File("store"), TimeProvider.System),
            new Settings("bucket", null, null),
            new ApiKey(Key),
            TimeProvider.System);
        var request = await HttpPayload.CreateAsync("POST /images/shape", TestImages.Form(("a.png", TestImages.Png(32, 16))));

        var refused = await function.Images(request, new TestContext());
        request.Headers[ApiKey.Header] = Key;
        var accepted = await function.Images(request, new TestContext());

        Assert.Equal((403, 200), (refused.StatusCode, accepted.StatusCode));
    }

    [Fact]
    public async Task Executions_WithoutKey_403BeforeAnyRequest()
    {
        using var stepFunctions = new AmazonStepFunctionsClient(
            new BasicAWSCredentials("any", "secret"), new AmazonStepFunctionsConfig { ServiceURL = "http://127.0.0.1:1" });
        var settings = new Settings("bucket", null, null);
        var links = new SummaryLinks(settings, S3Clients.FromEnvironment, TimeProvider.System);
        var function = new ExecutionsFunction(stepFunctions, links, settings, new ApiKey(Key), TimeProvider.System);

        var response = await function.Executions(Request(null), new TestContext());

        Assert.Equal(403, response.StatusCode);
    }

    private static APIGatewayHttpApiV2ProxyRequest Request(string? key) => new()
    {
        RouteKey = "POST /executions",
        Headers = key is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [ApiKey.Header] = key },
    };
}
