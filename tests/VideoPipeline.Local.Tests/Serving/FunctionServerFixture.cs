using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Local.Runs;
using VideoPipeline.Local.Serving;
using VideoPipeline.Local.Serving.StepFunctions.Mocking;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>A server with bindings and test cases. Its functions are isolated, so that it can run beside another
/// server.</summary>
public sealed class FunctionServerFixture : IAsyncLifetime
{
    private const string Bindings = """
        functions:
          arn:aws:lambda:eu-west-1:123456789012:function:resize: {command: [sh, resize.sh]}
          fail: {command: [sh, fail.sh]}
        """;

    // The example of the developer guide, with a state that is not mocked in HybridPath.
    private const string Mocks = """
        {
          "StateMachines": {"LambdaSQSIntegration": {"TestCases": {
            "HappyPath": {"LambdaState": "MockedLambdaSuccess", "SQSState": "MockedSQSSuccess"},
            "RetryPath": {"LambdaState": "MockedLambdaRetry", "SQSState": "MockedSQSSuccess"},
            "HybridPath": {"SQSState": "MockedSQSSuccess"},
            "ShortPath": {"LambdaState": "MockedLambdaFailure"}}}},
          "MockedResponses": {
            "MockedLambdaSuccess": {"0": {"Return": {"StatusCode": 200, "Payload": {"body": "Hello from Lambda!"}}}},
            "MockedLambdaRetry": {
              "0": {"Throw": {"Error": "Lambda.ResourceNotReadyException", "Cause": "Lambda resource is not ready."}},
              "1-2": {"Throw": {"Error": "Lambda.TimeoutException", "Cause": "Lambda timed out."}},
              "3": {"Return": {"StatusCode": 200, "Payload": {"body": "at last"}}}},
            "MockedLambdaFailure": {"0": {"Throw": {"Error": "E", "Cause": "C"}}},
            "MockedSQSSuccess": {"0": {"Return": {"MessageId": "3bcb6e8e"}}}}
        }
        """;

    private readonly TemporaryFolder _folder = new();
    private LocalServer? _server;
    private IAmazonStepFunctions? _client;

    public string Address => _server!.Address;

    /// <summary>The log lines of the server.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(_folder.File("functions.yaml"), Bindings);
        await File.WriteAllTextAsync(_folder.File("resize.sh"), "printf '{\"resized\": %s}' \"$(cat)\"");
        await File.WriteAllTextAsync(
            _folder.File("fail.sh"), """echo checking >&2; echo '{"errorType": "NoSpace", "errorMessage": "full"}'; exit 1""");
        await File.WriteAllTextAsync(_folder.File("MockConfigFile.json"), Mocks);
        var options = new LocalRunsOptions
        {
            StoreFolder = _folder.File("store"),
            Isolated = true,
            BindingsPath = _folder.File("functions.yaml"),
            Log = Log.Enqueue,
        };
        var mocks = MockConfiguration.Load(_folder.File("MockConfigFile.json"));
        _server = await LocalServer.StartAsync(options, 0, TimeProvider.System, new ServerContent { Mocks = mocks });
        _client = new AmazonStepFunctionsClient(
            new BasicAWSCredentials("any", "secret"),
            new AmazonStepFunctionsConfig { ServiceURL = Address, AuthenticationRegion = "us-east-1" });
    }

    public async Task DisposeAsync()
    {
        _client!.Dispose();
        await _server!.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Creates a state machine with the AWS CLI and returns its ARN.</summary>
    public async Task<string> CreateAsync(string name, string definition) => (string)(await AwsCommand.InvokeAsync(
        Address, "create-state-machine", "--name", name, "--role-arn", "arn:aws:iam::000000000000:role/any", "--definition",
        definition))["stateMachineArn"]!;

    /// <summary>Runs an execution with the AWS CLI and returns its description.</summary>
    public async Task<JsonObject> RunAsync(string machine, string input = "{}")
    {
        var started = await AwsCommand.InvokeAsync(Address, "start-execution", "--state-machine-arn", machine, "--input", input);
        var arn = (string)started["executionArn"]!;
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        var request = new DescribeExecutionRequest { ExecutionArn = arn };
        while ((await _client!.DescribeExecutionAsync(request)).Status == ExecutionStatus.RUNNING)
            await pause.WaitForNextTickAsync();
        return await AwsCommand.InvokeAsync(Address, "describe-execution", "--execution-arn", arn);
    }
}
