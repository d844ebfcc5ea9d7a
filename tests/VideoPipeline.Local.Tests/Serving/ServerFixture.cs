using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Local.Runs;
using VideoPipeline.Local.Serving;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>
/// A server with a separate store, and a video of 100 frames in 4 closed GOPs. There is one for all tests, because in-process
/// functions share their environment.
/// </summary>
public sealed class ServerFixture : IAsyncLifetime
{
    public const string Role = "arn:aws:iam::000000000000:role/any";

    /// <summary>A definition of one Pass state.</summary>
    public const string Pass = """{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}""";

    private readonly TemporaryFolder _folder = new();
    private LocalServer? _server;

    public string Address => _server!.Address;

    public string Video => _folder.File("video.mp4");

    /// <summary>An execution's input that splits the video into 4 ranges.</summary>
    public string Input => $$"""{"video":"{{Video}}","framesPerRange":25}""";

    public string Store => _folder.File("store");

    public IAmazonStepFunctions Client { get; private set; } = null!;

    public HttpClient Http { get; } = new();

    public async Task InitializeAsync()
    {
        Ffmpeg.Run(
            "-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=4", "-c:v", "libx264", "-g", "25", "-sc_threshold", "0", "-bf", "0",
            "-pix_fmt", "yuv420p", Video);
        _server = await LocalServer.StartAsync(new LocalRunsOptions { StoreFolder = Store }, 0, TimeProvider.System);
        Client = new AmazonStepFunctionsClient(
            new BasicAWSCredentials("any", "secret"),
            new AmazonStepFunctionsConfig { ServiceURL = Address, AuthenticationRegion = "us-east-1" });
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        Http.Dispose();
        await _server!.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Executes an operation of the Step Functions API that succeeds.</summary>
    public async Task<JsonObject> InvokeAsync(string operation, JsonObject body)
    {
        using var response = await SendAsync(operation, body.ToJsonString());
        var json = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, json);
        return JsonNode.Parse(json)!.AsObject();
    }

    /// <summary>Executes an operation of the Step Functions API.</summary>
    public async Task<HttpResponseMessage> SendAsync(string operation, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.0"),
            Headers = { { "X-Amz-Target", $"AWSStepFunctions.{operation}" } },
        };
        return await Http.SendAsync(request);
    }

    /// <summary>Executes an operation of the Step Functions API that fails, and returns its error.</summary>
    public async Task<(string? Error, string? Message)> ErrorAsync(string operation, JsonObject body)
    {
        using var response = await SendAsync(operation, body.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return ((string?)json["__type"], (string?)json["message"]);
    }

    /// <summary>Creates a state machine and returns its ARN.</summary>
    public async Task<string> CreateAsync(string name, string definition, string type = "STANDARD")
    {
        var created = await InvokeAsync(
            "CreateStateMachine",
            new JsonObject { ["name"] = name, ["roleArn"] = Role, ["definition"] = definition, ["type"] = type });
        return (string)created["stateMachineArn"]!;
    }

    /// <summary>Runs an execution of a state machine and returns its description.</summary>
    public async Task<JsonObject> RunAsync(string stateMachineArn, string input)
    {
        var started = await InvokeAsync(
            "StartExecution", new JsonObject { ["stateMachineArn"] = stateMachineArn, ["input"] = input });
        var arn = (string)started["executionArn"]!;
        await WaitForEndAsync(arn);
        return await InvokeAsync("DescribeExecution", new JsonObject { ["executionArn"] = arn });
    }

    /// <summary>Starts an execution with a Map Run whose child executions wait for the workers of an activity.</summary>
    /// <param name="name">The name of the state machine and of the activity.</param>
    /// <param name="fields">More fields of the Map state.</param>
    /// <param name="items">The items.</param>
    public async Task<(string Arn, string Execution, string Activity)> StartMapRunAsync(string name, string fields, string items)
    {
        var activity = (string)(await InvokeAsync("CreateActivity", new JsonObject { ["name"] = name }))["activityArn"]!;
        var state = JsonNode.Parse(
            $$$"""
            {"Type": "Map", "End": true, "ItemProcessor": {
              "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
              "StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "{{{activity}}}", "End": true} } } }
            """)!.AsObject();
        foreach (var (field, value) in JsonNode.Parse(fields)!.AsObject()) state[field] = value!.DeepClone();
        var machine = await CreateAsync(
            name, new JsonObject { ["StartAt"] = "M", ["States"] = new JsonObject { ["M"] = state } }.ToJsonString());
        var started = await InvokeAsync(
            "StartExecution", new JsonObject { ["stateMachineArn"] = machine, ["input"] = items });
        var execution = (string)started["executionArn"]!;
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            var runs = await InvokeAsync("ListMapRuns", new JsonObject { ["executionArn"] = execution });
            if (runs["mapRuns"]!.AsArray() is [var run]) return ((string)run!["mapRunArn"]!, execution, activity);
            await pause.WaitForNextTickAsync();
        }
    }

    /// <summary>Takes a task of an activity and returns its token.</summary>
    public async Task<string> TakeTaskAsync(string activity) =>
        (string)(await InvokeAsync("GetActivityTask", new JsonObject { ["activityArn"] = activity }))["taskToken"]!;

    /// <summary>Starts an execution and returns its ARN.</summary>
    public async Task<string> StartAsync(string name, string input) => (await Client.StartExecutionAsync(
        new StartExecutionRequest { StateMachineArn = LocalServer.StateMachineArn, Name = name, Input = input })).ExecutionArn;

    /// <summary>Waits until an execution has ended and returns its description.</summary>
    public async Task<DescribeExecutionResponse> WaitForEndAsync(string arn)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (true)
        {
            var description = await Client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = arn });
            if (description.Status != ExecutionStatus.RUNNING) return description;
            await pause.WaitForNextTickAsync();
        }
    }
}

[CollectionDefinition(Name)]
public sealed class ServerCollection : ICollectionFixture<ServerFixture>
{
    public const string Name = "one server";
}
