using System.Collections.Concurrent;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Debugging;

/// <summary>What the decisions of a debugger do to an execution.</summary>
public sealed class DecisionTests
{
    private const string TwoPasses =
        """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "End": true}}}""";

    private const string Resource = "\"Resource\": \"arn:aws:lambda:r:1:function:f\"";

    private readonly Machine _machine = new();

    [Fact]
    public async Task BeforeState_TwoStates_IsAwaitedBeforeEachIsEntered()
    {
        var seen = new List<string>();
        _machine.Options = _machine.Options with { OnEvent = entry => seen.Add(entry.Event.Type.ToString()) };

        await RunAsync(TwoPasses, new ScriptedDebugger
        {
            Before = async (entry, _) =>
            {
                await Task.Yield();
                seen.Add(entry.State.Name);
                return StateDecision.Run(entry.Input);
            },
            Exited = (entry, exit) => seen.Add($"{entry.State.Name} to {exit.Next ?? "the end"}"),
        });

        Assert.Equal(
            ["ExecutionStarted", "A", "PassStateEntered", "PassStateExited", "A to B", "B", "PassStateEntered", "PassStateExited",
            "B to the end", "ExecutionSucceeded"],
            seen);
    }

    [Fact]
    public async Task BeforeState_CancelledWhileItWaits_EndsAsAborted()
    {
        using var stop = new CancellationTokenSource();
        _machine.Options = _machine.Options with
        {
            Debugger = new ScriptedDebugger
            {
                Before = async (entry, cancellation) =>
                {
                    await stop.CancelAsync();
                    await Task.Delay(Timeout.Infinite, cancellation);
                    return StateDecision.Run(entry.Input);
                },
            },
        };

        Assert.Equal(ExecutionStatus.Aborted, (await _machine.StartAsync(TwoPasses, cancellation: stop.Token)).Status);
    }

    [Fact]
    public async Task BeforeState_ThrowsAnException_FailsTheExecution()
    {
        var result = await RunAsync(TwoPasses, ScriptedDebugger.Deciding(_ => throw new FormatException("no decision")));

        Assert.Equal(ErrorNames.Runtime, result.Error);
        Assert.Contains("no decision", result.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ChangedInput_IsTheInputInTheHistory()
    {
        var result = await RunAsync(
            TwoPasses, ScriptedDebugger.Deciding(entry => StateDecision.Run(entry.State.Name == "B" ? 7 : entry.Input)));

        Assert.Equal(7, result.Output);
        Assert.Equal(["{}", "7"], Inputs(result));
    }

    [Fact]
    public void Run_InputOver256KiB_ThrowsInvalidDecisionException() =>
        Assert.Throws<InvalidDecisionException>(() => StateDecision.Run(new string('x', 256 * 1024)));

    [Theory]
    [InlineData("Pass", "\"Result\": 1, \"ResultPath\": \"$.r\"", """{"a":1}""")]
    [InlineData("Wait", "\"Seconds\": 99999", """{"a":1}""")]
    [InlineData("Task", Resource, """{"a":1}""")]
    [InlineData("Task", Resource + """, "ResultSelector": {"s.$": "$.a"}, "ResultPath": "$.r" """, """{"i":0,"r":{"s":1}}""")]
    [InlineData("Parallel", "\"ResultPath\": \"$.r\", \"Branches\": [" + Inner + "]", """{"i":0,"r":{"a":1}}""")]
    [InlineData("Map", """ "ItemsPath": "$.none", "ResultSelector": {"s.$": "$.a"}, "Iterator": """ + Inner, """{"s":1}""")]
    public async Task Mock_Result_TakesThePlaceOfTheWork(string type, string fields, string output)
    {
        var before = _machine.Time.GetUtcNow();

        var result = await RunAsync(
            Machine.Single($$"""{"Type": "{{type}}", {{fields}}}"""),
            ScriptedDebugger.Mocking("S", StateMock.Result(JsonData.Parse("""{"a": 1}"""))),
            """{"i": 0}""");

        Assert.Equal(output, result.Output?.ToString());
        Assert.Equal($"ExecutionStarted {type}StateEntered {type}StateExited ExecutionSucceeded", Machine.Types(result));
        Assert.Equal(before, _machine.Time.GetUtcNow());
    }

    [Fact]
    public async Task Mock_ResultOfSucceed_IsTheOutput() => Assert.Equal(
        1, (await RunAsync(
            Machine.Single("""{"Type": "Succeed", "OutputPath": "$.none"}"""),
            ScriptedDebugger.Mocking("S", StateMock.Result(1)))).Output);

    [JsonataFact]
    public async Task Mock_ResultInJsonata_IsTheResultOfOutput()
    {
        var state = $$"""{"Type": "Task", "QueryLanguage": "JSONata", {{Resource}}, "Output": "{% $states.result + 1 %}"}""";

        Assert.Equal(42, (await RunAsync(
            Machine.Single(state), ScriptedDebugger.Mocking("S", StateMock.Result(41)))).Output);
    }

    [Theory]
    [InlineData("Task", Resource)]
    [InlineData("Parallel", "\"Branches\": [" + Inner + "]")]
    [InlineData("Map", "\"Iterator\": " + Inner)]
    public async Task Mock_Error_IsRetriedAndCaughtWithoutAnyWork(string type, string fields)
    {
        var before = _machine.Time.GetUtcNow();
        var definition =
            $$"""
            {"StartAt": "S", "States": {"S": {"Type": "{{type}}", {{fields}}, "End": true,
              "Retry": [{"ErrorEquals": ["Mine"], "MaxAttempts": 2, "IntervalSeconds": 10, "BackoffRate": 1}],
              "Catch": [{"ErrorEquals": ["Mine"], "Next": "C"}]}, "C": {"Type": "Pass", "End": true} } }
            """;

        var result = await RunAsync(
            definition, ScriptedDebugger.Mocking("S", StateMock.Error("Mine", "here")), "[1]");

        Assert.Equal("""{"Error":"Mine","Cause":"here"}""", result.Output?.ToString());
        Assert.Equal(TimeSpan.FromSeconds(20), _machine.Time.GetUtcNow() - before);
        Assert.DoesNotContain("Inner", Machine.Types(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Type": "Pass"}""")]
    [InlineData("""{"Type": "Succeed"}""")]
    [InlineData("""{"Type": "Fail", "Error": "Other"}""")]
    [InlineData("""{"Type": "Wait", "Seconds": 5}""")]
    public async Task Mock_ErrorOfAnyState_FailsIt(string state)
    {
        var result = await RunAsync(Machine.Single(state), ScriptedDebugger.Mocking("S", StateMock.Error("Mine", null)));

        Assert.Equal((ExecutionStatus.Failed, "Mine"), (result.Status, result.Error));
    }

    [Fact]
    public async Task Mock_ResultOfAChoice_FailsTheExecution()
    {
        var result = await RunAsync(
            """
            {"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [{"Variable": "$", "IsPresent": true, "Next": "E"}]},
              "E": {"Type": "Succeed"} } }
            """,
            ScriptedDebugger.Mocking("C", StateMock.Result(1)));

        Assert.Contains("'C' is a Choice state, which has no result to mock.", result.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AfterFailure_RetryWithAnotherInput_EntersTheStateAgain()
    {
        FailForBroken();

        var result = await RunAsync(
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
        FailForBroken();

        var result = await RunAsync(
            Machine.Single($$"""{"Type": "Task", {{Resource}}}"""),
            new ScriptedDebugger { AfterFailure = (entry, _) => StateDecision.WithMock(entry.Input, StateMock.Result(1)) },
            "\"broken\"");

        Assert.Equal(1, result.Output);
    }

    [Fact]
    public async Task AfterFailure_ErrorThatNothingCatches_CanBeRetriedToo()
    {
        var result = await RunAsync(
            Machine.Single("""{"Type": "Pass", "InputPath": "$.a"}"""),
            new ScriptedDebugger { AfterFailure = (_, _) => StateDecision.Run(JsonData.Parse("""{"a": 3}""")) });

        Assert.Equal(3, result.Output);
    }

    [Fact]
    public async Task AfterFailure_CaughtOrRetriedError_IsNotAsked()
    {
        FailForBroken();
        var definition =
            $$"""
            {"StartAt": "S", "States": {"S": {"Type": "Task", {{Resource}}, "End": true,
              "Retry": [{"ErrorEquals": ["Broken"], "MaxAttempts": 1}], "Catch": [{"ErrorEquals": ["Broken"], "Next": "C"}]},
              "C": {"Type": "Pass", "End": true} } }
            """;

        var result = await RunAsync(
            definition, new ScriptedDebugger { AfterFailure = (_, _) => throw new FormatException() }, "\"broken\"");

        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
    }

    [Fact]
    public async Task AfterFailure_LetGo_IsAskedOfEachStateAroundIt()
    {
        FailForBroken();
        var asked = new List<string>();

        var result = await RunAsync(
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
        FailForBroken();
        var input = type == "Map" ? """["broken"]""" : "\"broken\"";

        var result = await RunAsync(
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
        var result = await RunAsync(
            """
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Next": "C"},
              "C": {"Type": "Choice", "Choices": [{"Variable": "$.stop", "IsPresent": true, "Next": "End"}], "Default": "A"},
              "End": {"Type": "Succeed"}}}
            """,
            new ScriptedDebugger { AfterFailure = (entry, _) => StateDecision.Run(entry.Input) });

        Assert.Equal((25_000, ErrorNames.Runtime), (result.History.Count, result.Error));
    }

    [Fact]
    public async Task Path_NestedWorkflows_NamesBranchIterationAndChildExecution()
    {
        var paths = new ConcurrentBag<string>();
        var children = new ConcurrentBag<(bool IsChild, string Arn)>();
        var definition =
            $$$"""
            {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
              {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true} } },
              {"StartAt": "D", "States": {"D": {"Type": "Map", "End": true, "Label": "L", "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                "StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {
                  "StartAt": "I", "States": {"I": {"Type": "Pass", "End": true} } } } } } } } }]} } }
            """;

        await RunAsync(
            definition,
            ScriptedDebugger.Deciding(entry =>
            {
                var path = string.Join(' ', entry.Path.Select(step => $"{step.Kind} {step.State}/{step.Index}"));
                paths.Add($"{path}: {entry.State.Name}");
                children.Add((entry.MapRun is not null, entry.ExecutionArn));
                return StateDecision.Run(entry.Input);
            }),
            "[[1], [2, 3]]");

        Assert.Equal(
            [
                ": P",
                "Branch P/0: A",
                "Branch P/1 ChildExecution D/0 Iteration M/0: I",
                "Branch P/1 ChildExecution D/0: M",
                "Branch P/1 ChildExecution D/1 Iteration M/0: I",
                "Branch P/1 ChildExecution D/1 Iteration M/1: I",
                "Branch P/1 ChildExecution D/1: M",
                "Branch P/1: D",
            ],
            paths.Order(StringComparer.Ordinal));
        Assert.All(children, child => Assert.Equal(child.IsChild, child.Arn.Contains("machine/L:", StringComparison.Ordinal)));
        Assert.Equal(3, children.Select(child => child.Arn).Distinct().Count());
    }

    [Fact]
    public async Task Redrive_ChangedInput_EntersTheStateAgain()
    {
        FailForBroken();
        var definition = Machine.Single($$"""{"Type": "Task", {{Resource}}}""");
        var failed = await _machine.RunAsync(definition, "\"broken\"");
        _machine.Options = _machine.Options with { Debugger = ScriptedDebugger.Deciding(_ => StateDecision.Run(5)) };

        var redriven = await _machine.RedriveAsync(definition, failed);

        Assert.Equal(5, redriven.Output);
        Assert.Equal(["\"broken\"", "5"], Inputs(redriven));
    }

    [Theory]
    [InlineData("Parallel")]
    [InlineData("Map")]
    public async Task Redrive_AfterARetryInABranch_GoesOnWithTheInputOfTheRetry(string type)
    {
        var asked = 0;
        _machine.Functions.With("f", _ => throw new TaskFailedException("Broken", "cause"));
        var failed = await RunAsync(
            Nested(type),
            new ScriptedDebugger { AfterFailure = (_, _) => ++asked == 1 ? StateDecision.Run("changed") : null },
            "[1]");
        _machine.Options = _machine.Options with { Debugger = null };
        _machine.Functions.With("f", payload => payload);

        var redriven = await _machine.RedriveAsync(Nested(type), failed);

        Assert.Equal("""["changed"]""", redriven.Output?.ToString());
    }

    private const string Inner = """{"StartAt": "Inner", "States": {"Inner": {"Type": "Pass", "End": true}}}""";

    private static string Nested(string type)
    {
        var inner = $$"""{"StartAt": "Inner", "States": {"Inner": {"Type": "Task", {{Resource}}, "End": true} } }""";
        return Machine.Single(type == "Map"
            ? $$"""{"Type": "Map", "ItemProcessor": {{inner}}}"""
            : $$"""{"Type": "Parallel", "Branches": [{{inner}}]}""");
    }

    private static IEnumerable<string> Inputs(ExecutionResult result) =>
        result.History.Select(entry => entry.Details).OfType<StateEnteredDetails>().Select(details => details.Input.ToString());

    private void FailForBroken() => _machine.Functions.With(
        "f", payload => payload.Equals("broken") ? throw new TaskFailedException("Broken", "broken") : payload);

    private Task<ExecutionResult> RunAsync(string definition, IExecutionDebugger debugger, string input = "{}")
    {
        _machine.Options = _machine.Options with { Debugger = debugger };
        return _machine.RunAsync(definition, input);
    }
}
