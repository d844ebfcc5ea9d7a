using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Tasks;

public sealed class TaskTests
{
    private const string Resource = "arn:aws:lambda:eu-west-1:111111111111:function:f";

    [Fact]
    public async Task RunAsync_FunctionThatNeverReturns_FailsWithTimeoutWithoutAwaitingIt()
    {
        var machine = new Machine();
        var never = new TaskCompletionSource<JsonData>();
        machine.Functions.WithAsync("f", (_, _) => never.Task);

        var result = await machine.RunAsync(Task("""{"TimeoutSeconds": 5}"""));

        Assert.Equal((ExecutionStatus.Failed, ErrorNames.Timeout), (result.Status, result.Error));
        Assert.Contains(HistoryEventType.LambdaFunctionTimedOut, result.History.Select(entry => entry.Type));
    }

    [Fact]
    public async Task RunAsync_TimeoutSecondsPath_UsesTheValueInTheInput()
    {
        var machine = new Machine();
        machine.Functions.WithAsync("f", async (_, cancellation) => await Sleep(machine, 60, cancellation));
        var before = machine.Time.GetUtcNow();

        var result = await machine.RunAsync(Task("""{"TimeoutSecondsPath": "$.limit"}"""), """{"limit": 7}""");

        Assert.Equal(ErrorNames.Timeout, result.Error);
        Assert.Equal(TimeSpan.FromSeconds(7), machine.Time.GetUtcNow() - before);
    }

    [Fact]
    public async Task RunAsync_NoHeartbeat_FailsWithHeartbeatTimeout()
    {
        var machine = new Machine();
        machine.Functions.WithAsync("f", async (_, cancellation) => await Sleep(machine, 60, cancellation));
        var before = machine.Time.GetUtcNow();

        var result = await machine.RunAsync(Task("""{"TimeoutSeconds": 100, "HeartbeatSeconds": 3}"""));

        Assert.Equal(ErrorNames.HeartbeatTimeout, result.Error);
        Assert.Equal(TimeSpan.FromSeconds(3), machine.Time.GetUtcNow() - before);
    }

    [Fact]
    public async Task RunAsync_HeartbeatsInTime_Succeeds()
    {
        var machine = new Machine();
        machine.Functions.WithAsync("f", async (call, cancellation) =>
        {
            for (var i = 0; i < 5; i++)
            {
                await Sleep(machine, 2, cancellation);
                call.Heartbeat();
            }
            return "done";
        });

        var result = await machine.RunAsync(Task("""{"TimeoutSeconds": 100, "HeartbeatSeconds": 3}"""));

        Assert.Equal("done", result.Output);
    }

    [Fact]
    public async Task RunAsync_InvokerThrowsAnotherException_FailsWithLambdaUnknown()
    {
        var machine = new Machine();
        machine.Functions.With("f", _ => throw new InvalidOperationException("the host is broken"));

        var result = await machine.RunAsync(Task("{}"));

        Assert.Equal("Lambda.Unknown", result.Error);
        Assert.Contains("the host is broken", result.Cause);
    }

    [Fact]
    public async Task RunAsync_InvokerThrowsOperationCanceled_FailsWithLambdaUnknown()
    {
        var machine = new Machine();
        machine.Functions.With("f", _ => throw new OperationCanceledException());

        Assert.Equal("Lambda.Unknown", (await machine.RunAsync(Task("{}"))).Error);
    }

    [Fact]
    public async Task RunAsync_LambdaInvokeWithoutPayload_SendsAnEmptyObject()
    {
        var machine = new Machine();
        machine.Functions.With("f", payload => payload);

        var output = await machine.OutputAsync(
            """
            {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"},
             "OutputPath": "$.Payload"}
            """);

        Assert.Equal("{}", output);
    }

    [Theory]
    [InlineData("f", "live", "f:live")]
    [InlineData("f:live", "live", "f:live")]
    [InlineData(Resource, "3", Resource + ":3")]
    [InlineData(Resource + ":3", "3", Resource + ":3")]
    [InlineData("111111111111:function:f", "live", "111111111111:function:f:live")]
    public async Task RunAsync_LambdaInvokeWithQualifier_InvokesThatVersionOrAlias(
        string function, string qualifier, string expected)
    {
        var machine = new Machine();
        machine.Functions.WithAsync(qualifier, async (call, _) =>
        {
            await System.Threading.Tasks.Task.Yield();
            return call.FunctionName;
        });

        var result = await machine.RunAsync(Machine.Single(
            $$"""
            {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
             "Parameters": {"FunctionName": "{{function}}", "Qualifier": "{{qualifier}}"} }
            """));

        Assert.Equal(expected, result.Output!["Payload"]!.Text);
    }

    [Fact]
    public async Task RunAsync_LambdaInvokeWithTwoQualifiers_FailsAsOnLambda() => Assert.Equal(
        "Lambda.InvalidParameterValueException: "
        + "The derived qualifier from the function name does not match the specified qualifier.",
        await new Machine().OutputAsync("""
            {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
             "Parameters": {"FunctionName": "f:1", "Qualifier": "2"}}
            """));

    [Fact]
    public async Task RunAsync_LambdaInvokeWithMalformedJsonString_FailsWithInvalidRequestContent()
    {
        var machine = new Machine();
        machine.Functions.With("f", payload => payload);

        var result = await machine.RunAsync(Machine.Single(
            """
            {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
             "Parameters": {"FunctionName": "f", "Payload": "no json"}}
            """));

        Assert.Equal("Lambda.InvalidRequestContentException", result.Error);
    }

    [Fact]
    public async Task RunAsync_ResponseOver256KiB_IsCaughtByStatesAll()
    {
        var machine = new Machine();
        machine.Functions.With("f", _ => new string('a', 256 * 1024));

        var result = await machine.RunAsync(
            $$"""
            {"StartAt": "S", "States": {
              "S": {"Type": "Task", "Resource": "{{Resource}}", "End": true,
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]},
              "Caught": {"Type": "Pass", "OutputPath": "$.Error", "End": true} } }
            """);

        Assert.Equal(ErrorNames.DataLimitExceeded, result.Output);
    }

    private static string Task(string fields)
    {
        var state = JsonData.Parse(fields).Fields.With("Type", "Task").With("Resource", Resource);
        return Machine.Single(state.ToString());
    }

    private static async Task<JsonData> Sleep(Machine machine, int seconds, CancellationToken cancellation)
    {
        await System.Threading.Tasks.Task.Delay(TimeSpan.FromSeconds(seconds), machine.Time, cancellation);
        return "slept";
    }
}
