using System.Text.Json.Nodes;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>State machines of the user's, with bound functions and with mocked ones, run by the AWS CLI.</summary>
public sealed class FunctionServerTests(FunctionServerFixture server) : IClassFixture<FunctionServerFixture>
{
    private const string Arn = "arn:aws:lambda:eu-west-1:123456789012:function:";

    private const string Integration = $$"""
        {"StartAt": "LambdaState", "States": {
          "LambdaState": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {"FunctionName": "{{Arn}}resize", "Payload.$": "$"},
            "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1, "BackoffRate": 1, "MaxAttempts": 3}],
            "ResultPath": "$.lambda", "Next": "SQSState"},
          "SQSState": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
            "Parameters": {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/1/q", "MessageBody.$": "$"},
            "ResultPath": "$.sqs", "End": true} } }
        """;

    [ProgramFact(AwsCommand.Name)]
    public async Task Aws_FunctionBoundToACommand_RunsIt()
    {
        var machine = await server.CreateAsync(
            "resize",
            $$"""{"StartAt": "R", "States": {"R": {"Type": "Task", "Resource": "{{Arn}}resize:live", "End": true} } }""");

        var execution = await server.RunAsync(machine, """{"width": 3}""");

        Assert.Equal("""{"resized":{"width":3}}""", (string?)execution["output"]);
    }

    [ProgramFact(AwsCommand.Name)]
    public async Task Aws_CommandThatFails_ErrorIsCaughtByItsName()
    {
        var machine = await server.CreateAsync("caught", """
            {"StartAt": "F", "States": {
              "F": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "fail"},
                    "Catch": [{"ErrorEquals": ["NoSpace"], "Next": "C"}], "End": true},
              "C": {"Type": "Pass", "End": true}}}
            """);

        var output = JsonNode.Parse((string)(await server.RunAsync(machine))["output"]!)!;

        Assert.Equal("NoSpace", (string?)output["Error"]);
        Assert.Equal("full", (string?)JsonNode.Parse((string)output["Cause"]!)!["errorMessage"]);
    }

    [ProgramFact(AwsCommand.Name)]
    public async Task Aws_UnboundFunction_CauseOfAwsAndRemedyInTheLog()
    {
        var machine = await server.CreateAsync(
            "unbound", $$"""{"StartAt": "U", "States": {"U": {"Type": "Task", "Resource": "{{Arn}}none", "End": true} } }""");

        var execution = await server.RunAsync(machine);

        Assert.Equal("Lambda.ResourceNotFoundException", (string?)execution["error"]);
        Assert.StartsWith(
            $"Function not found: {Arn}none:$LATEST (Service: AWSLambda; Status Code: 404;", (string?)execution["cause"],
            StringComparison.Ordinal);
        Assert.Contains(server.Log, line => line.Contains($"{Arn}none:$LATEST is not bound", StringComparison.Ordinal));
    }

    [ProgramFact(AwsCommand.Name)]
    public async Task Aws_TestCases_GiveTheirResponsesAndCallWhatIsNotMocked()
    {
        var machine = await server.CreateAsync("LambdaSQSIntegration", Integration);

        var happy = JsonNode.Parse((string)(await server.RunAsync($"{machine}#HappyPath"))["output"]!)!;
        Assert.Equal("Hello from Lambda!", (string?)happy["lambda"]!["Payload"]!["body"]);
        Assert.Equal("3bcb6e8e", (string?)happy["sqs"]!["MessageId"]);

        var retried = await server.RunAsync($"{machine}#RetryPath");
        Assert.Equal(machine, (string?)retried["stateMachineArn"]);
        var history = await AwsCommand.InvokeAsync(
            server.Address, "get-execution-history", "--execution-arn", (string)retried["executionArn"]!);
        Assert.Equal(
            ["Lambda.ResourceNotReadyException", "Lambda.TimeoutException", "Lambda.TimeoutException"],
            history["events"]!.AsArray().Where(entry => (string?)entry!["type"] == "TaskFailed")
                .Select(entry => (string?)entry!["taskFailedEventDetails"]!["error"]));

        var hybrid = JsonNode.Parse((string)(await server.RunAsync($"{machine}#HybridPath", """{"n": 1}"""))["output"]!)!;
        Assert.Equal(1, (int)hybrid["lambda"]!["Payload"]!["resized"]!["n"]!);

        var shortOfResponses = await server.RunAsync($"{machine}#ShortPath");
        Assert.Equal("States.Runtime", (string?)shortOfResponses["error"]);
        Assert.Contains("none for invocation 1 of the state 'LambdaState'", (string?)shortOfResponses["cause"]);

        var (code, _, errors) = await AwsCommand.RunAsync(
            server.Address, "start-execution", "--state-machine-arn", $"{machine}#SadPath");
        Assert.NotEqual(0, code);
        Assert.Contains($"(StateMachineDoesNotExist) when calling the StartExecution operation: State Machine Does Not Exist: "
            + $"'{machine}#SadPath'", errors);
        Assert.Contains("HappyPath, HybridPath, RetryPath, ShortPath", errors);
    }
}
