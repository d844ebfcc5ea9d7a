using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tasks;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Tasks;

public sealed class TaskMockTests
{
    private readonly Machine _machine = new();

    [Theory]
    [InlineData("arn:aws:states:::lambda:invoke", "", "TaskScheduled TaskStarted TaskSucceeded")]
    [InlineData("arn:aws:states:::sqs:sendMessage", "", "TaskScheduled TaskStarted TaskSucceeded")]
    [InlineData("arn:aws:states:::glue:startJobRun.sync", "", "TaskScheduled TaskStarted TaskSucceeded")]
    [InlineData(
        "arn:aws:states:::sqs:sendMessage.waitForTaskToken", """, "t.$": "$$.Task.Token" """,
        "TaskScheduled TaskStarted TaskSubmitted TaskSucceeded")]
    public async Task RunAsync_MockedIntegration_ResultIsTheMocksAndNothingIsCalled(
        string resource, string parameter, string events)
    {
        Mock(_ => ObjectData.Of(("n", 5)));

        var result = await _machine.RunAsync(Machine.Single(
            $$$"""{"Type": "Task", "Resource": "{{{resource}}}", "Parameters": {"FunctionName": "none"{{{parameter}}}}}"""));

        Assert.Equal((ExecutionStatus.Succeeded, """{"n":5}"""), (result.Status, result.Output?.ToString()));
        Assert.Equal(
            $"ExecutionStarted TaskStateEntered {events} TaskStateExited ExecutionSucceeded", Machine.Types(result));
    }

    [Theory]
    [InlineData("arn:aws:lambda:r:1:function:none", "LambdaFunctionScheduled LambdaFunctionStarted LambdaFunctionSucceeded")]
    [InlineData("arn:aws:states:r:1:activity:a", "ActivityScheduled ActivityStarted ActivitySucceeded")]
    public async Task RunAsync_MockedArn_HasTheEventsOfACall(string resource, string events)
    {
        Mock(_ => "done");

        var result = await _machine.RunAsync(Machine.Single($$"""{"Type": "Task", "Resource": "{{resource}}"}"""));

        Assert.Equal("\"done\"", result.Output?.ToString());
        Assert.Equal(
            $"ExecutionStarted TaskStateEntered {events} TaskStateExited ExecutionSucceeded", Machine.Types(result));
    }

    [Fact]
    public async Task RunAsync_MockThatThrows_IsRetriedAndCaught()
    {
        var attempts = 0;
        Mock(_ => ++attempts < 3 ? throw new TaskFailedException("Mine", "why") : "third");
        const string Retry = """
            {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:none", "Retry": [{"ErrorEquals": ["Mine"]}]}
            """;

        Assert.Equal("\"third\"", (await _machine.RunAsync(Machine.Single(Retry))).Output?.ToString());
        Mock(_ => throw new TaskFailedException("Other", "why"));
        Assert.Equal("Other: why", await _machine.OutputAsync(Retry));
    }

    [Fact]
    public async Task RunAsync_MissingMock_FailsTheExecution()
    {
        Mock(_ => throw new MissingMockException("nothing for this attempt"));

        var result = await _machine.RunAsync("""
            {"StartAt": "S", "States": {"E": {"Type": "Succeed"}, "S": {"Type": "Task",
             "Resource": "arn:aws:lambda:r:1:function:none", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "E"}],
             "End": true}}}
            """);

        Assert.Equal((ExecutionStatus.Failed, ErrorNames.Runtime), (result.Status, result.Error));
        Assert.EndsWith("nothing for this attempt", result.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_StateWithoutMock_CallsItsFunction()
    {
        _machine.Functions.With("real", _ => "real");
        Mock(call => call.StateName == "Other" ? JsonData.Null : null);

        Assert.Equal(
            "\"real\"", await _machine.OutputAsync("""{"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:real"}"""));
    }

    private void Mock(TaskMock mock) => _machine.Options = _machine.Options with { Mock = mock };
}
