using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;
using static VideoPipeline.StatesLanguage.Tests.Support.DebuggedMachine;

namespace VideoPipeline.StatesLanguage.Tests.Debugging;

/// <summary>What the decisions of a debugger after a failure do to an execution.</summary>
public sealed class FailureDecisionTests
{
    private readonly DebuggedMachine _debugged = new();

    [Fact]
    public async Task AfterFailure_RetryWithAnotherInput_EntersTheStateAgain()
    {
        _debugged.FailForBroken();

        var result = await _debugged.RunAsync(
            Machine.Single($$"""{"Type": "Task", {{Resource}}}"""),
            new ScriptedDebugger { AfterFailure = (_, failure) => StateDecision.Run(failure.Cause + " no more") },
            "\"broken\"");

        Assert.Equal("broken no more", result.Output);
        Assert.Equal(["\"broken\"", "\"broken no more\""], Inputs(result));
        var again = result.History.Last(entry => entry.Details is StateEnteredDetails);
        Assert.Equal(HistoryEventType.LambdaFunctionFailed, result.History[(int)again.PreviousEventId - 1].Type);
    }

    [Fact]
    public async Task AfterFailure_MockedResult_TakesThePlaceOfTheFailure()
    {
        _debugged.FailForBroken();

        var result = await _debugged.RunAsync(
            Machine.Single($$"""{"Type": "Task", {{Resource}}}"""),
            new ScriptedDebugger { AfterFailure = (entry, _) => StateDecision.WithMock(entry.Input, StateMock.Result(1)) },
            "\"broken\"");

        Assert.Equal(1, result.Output);
    }

    [Fact]
    public async Task AfterFailure_ErrorThatNothingCatches_CanBeRetriedToo()
    {
        var result = await _debugged.RunAsync(
            Machine.Single("""{"Type": "Pass", "InputPath": "$.a"}"""),
            new ScriptedDebugger { AfterFailure = (_, _) => StateDecision.Run(JsonData.Parse("""{"a": 3}""")) });

        Assert.Equal(3, result.Output);
    }

    [Fact]
    public async Task AfterFailure_CaughtOrRetriedError_IsNotAsked()
    {
        _debugged.FailForBroken();
        var definition =
            $$"""
            {"StartAt": "S", "States": {"S": {"Type": "Task", {{Resource}}, "End": true,
              "Retry": [{"ErrorEquals": ["Broken"], "MaxAttempts": 1}], "Catch": [{"ErrorEquals": ["Broken"], "Next": "C"}]},
              "C": {"Type": "Pass", "End": true} } }
            """;

        var result = await _debugged.RunAsync(
            definition, new ScriptedDebugger { AfterFailure = (_, _) => throw new FormatException() }, "\"broken\"");

        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
    }

    [Fact]
    public async Task AfterFailure_LetGo_IsAskedOfEachStateAroundIt()
    {
        _debugged.FailForBroken();
        var asked = new List<string>();

        var result = await _debugged.RunAsync(
            Nested("Parallel"),
            new ScriptedDebugger
            {
                AfterFailure = (entry, failure) =>
                {
                    asked.Add($"{entry.State.Name}: {failure.Error}");
                    return null;
                },
            },
            "\"broken\"");

        Assert.Equal(["Inner: Broken", "S: Broken"], asked);
        Assert.Equal((ExecutionStatus.Failed, "Broken"), (result.Status, result.Error));
        Assert.Contains("TaskStateAborted ParallelStateFailed ExecutionFailed", Machine.Types(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Parallel", "ParallelStateStarted TaskStateEntered")]
    [InlineData("Map", "MapStateStarted MapIterationStarted TaskStateEntered")]
    public async Task AfterFailure_RetryOfTheStateAround_RunsItsBranchesAnew(string type, string events)
    {
        _debugged.FailForBroken();
        var input = type == "Map" ? """["broken"]""" : "\"broken\"";

        var result = await _debugged.RunAsync(
            Nested(type),
            new ScriptedDebugger
            {
                AfterFailure = (entry, _) => entry.State.Name == "S" ? StateDecision.Run(JsonData.Parse("[1]")) : null,
            },
            input);

        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        Assert.Contains($"{type}StateFailed {type}StateEntered {events}", Machine.Types(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AfterFailure_HistoryIsFull_Ends()
    {
        var result = await _debugged.RunAsync(
            """
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Next": "C"},
              "C": {"Type": "Choice", "Choices": [{"Variable": "$.stop", "IsPresent": true, "Next": "End"}], "Default": "A"},
              "End": {"Type": "Succeed"}}}
            """,
            new ScriptedDebugger { AfterFailure = (entry, _) => StateDecision.Run(entry.Input) });

        Assert.Equal((25_000, ErrorNames.Runtime), (result.History.Count, result.Error));
    }

    [Theory]
    [InlineData("Parallel")]
    [InlineData("Map")]
    public async Task Redrive_AfterARetryInABranch_GoesOnWithTheInputOfTheRetry(string type)
    {
        var asked = 0;
        _debugged.Machine.Functions.With("f", _ => throw new TaskFailedException("Broken", "cause"));
        var failed = await _debugged.RunAsync(
            Nested(type),
            new ScriptedDebugger { AfterFailure = (_, _) => ++asked == 1 ? StateDecision.Run("changed") : null },
            "[1]");
        _debugged.Machine.Options = _debugged.Machine.Options with { Debugger = null };
        _debugged.Machine.Functions.With("f", payload => payload);

        var redriven = await _debugged.Machine.RedriveAsync(Nested(type), failed);

        Assert.Equal("""["changed"]""", redriven.Output?.ToString());
    }
}
