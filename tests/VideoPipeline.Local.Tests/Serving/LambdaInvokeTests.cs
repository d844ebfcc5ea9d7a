using System.Text;
using System.Text.Json.Nodes;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>Lambda's Invoke API, called by the AWS CLI.</summary>
public sealed class LambdaInvokeTests(FunctionServerFixture server) : IClassFixture<FunctionServerFixture>, IDisposable
{
    private const int ClientError = 254;

    private const string Resize = "arn:aws:lambda:eu-west-1:123456789012:function:resize";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ProgramFact(AwsCommand.Name)]
    public async Task Invoke_BoundFunction_ReturnsItsResult()
    {
        var (response, payload) = await InvokeAsync(Resize, """{"width": 3}""");

        Assert.Equal((200, "$LATEST"), ((int?)response["StatusCode"], (string?)response["ExecutedVersion"]));
        Assert.Null(response["FunctionError"]);
        Assert.Equal(3, (int?)payload["resized"]!["width"]);
    }

    [ProgramFact(AwsCommand.Name)]
    public async Task Invoke_FunctionOfTheTemplate_ReturnsItsResult()
    {
        var request = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "events", "images-shape.json"));

        var (_, payload) = await InvokeAsync("ImagesFunction", request);

        Assert.Equal((200, "[[2,3,3]]"), ((int?)payload["statusCode"], (string?)payload["body"]));
    }

    [ProgramFact(AwsCommand.Name)]
    public async Task Invoke_FunctionFails_ReturnsErrorAndEndOfLog()
    {
        var (response, payload) = await InvokeAsync("fail", "{}", "--log-type", "Tail");

        Assert.Equal((200, "Unhandled"), ((int?)response["StatusCode"], (string?)response["FunctionError"]));
        Assert.Equal(("NoSpace", "full"), ((string?)payload["errorType"], (string?)payload["errorMessage"]));
        var log = Encoding.UTF8.GetString(Convert.FromBase64String((string)response["LogResult"]!)).Split('\n');
        Assert.Matches("^START RequestId: [0-9a-f-]{36} Version: \\$LATEST$", log[0]);
        Assert.Equal("checking", log[1]);
        Assert.Matches("^END RequestId: ", log[2]);
        Assert.Matches("^REPORT RequestId: [0-9a-f-]{36}\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms", log[3]);
    }

    [ProgramFact(AwsCommand.Name)]
    public async Task Invoke_Event_RespondsBeforeItHasRun()
    {
        var (response, _) = await InvokeAsync("fail", "{}", "--invocation-type", "Event");

        Assert.Equal(202, (int?)response["StatusCode"]);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!server.Log.Contains("fail failed: NoSpace: full")) await pause.WaitForNextTickAsync();
    }

    [ProgramFact(AwsCommand.Name)]
    public async Task Invoke_DryRun_RespondsWithoutContent()
    {
        var (response, _) = await InvokeAsync(Resize, "{}", "--invocation-type", "DryRun");
        Assert.Equal(204, (int?)response["StatusCode"]);
    }

    [ProgramFact(AwsCommand.Name)]
    public async Task Invoke_UnknownFunction_IsNotFound() => await AssertRefusedAsync(
        "none", "{}", "ResourceNotFoundException",
        "Function not found: arn:aws:lambda:us-east-1:000000000000:function:none:$LATEST");

    [ProgramFact(AwsCommand.Name)]
    public async Task Invoke_PayloadIsNotJson_IsInvalid() => await AssertRefusedAsync(
        Resize, "{", "InvalidRequestContentException",
        "Could not parse request body into json: Could not parse payload into json: ");

    private async Task AssertRefusedAsync(string function, string payload, string error, string message)
    {
        var (code, _, errors) = await RunAsync(function, payload);

        Assert.InRange(code, ClientError, ClientError + 1); // it depends on the version of the client
        Assert.Contains($"An error occurred ({error}) when calling the Invoke operation: {message}", errors);
    }

    private async Task<(JsonObject Response, JsonNode Payload)> InvokeAsync(
        string function, string payload, params string[] arguments)
    {
        var (code, output, errors) = await RunAsync(function, payload, arguments);
        Assert.True(code == 0, errors);
        var result = await File.ReadAllTextAsync(_folder.File("result.json"));
        return (JsonNode.Parse(output)!.AsObject(), result.Length == 0 ? new JsonObject() : JsonNode.Parse(result)!);
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(
        string function, string payload, params string[] arguments)
    {
        await File.WriteAllTextAsync(_folder.File("payload.json"), payload);
        return await AwsCommand.RunServiceAsync("lambda", server.Address,
        [
            "invoke", "--function-name", function, "--payload", $"fileb://{_folder.File("payload.json")}", .. arguments,
            _folder.File("result.json"),
        ]);
    }
}
