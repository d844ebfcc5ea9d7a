using System.Collections.Concurrent;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;
using static VideoPipeline.StatesLanguage.Tests.Support.DebuggedMachine;

namespace VideoPipeline.StatesLanguage.Tests.Debugging;

/// <summary>What the decisions of a debugger before a state do to an execution.</summary>
public sealed class DecisionTests
{
    private const string TwoPasses =
        """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "End": true}}}""";

    private readonly DebuggedMachine _debugged = new();

    [Fact]
    public async Task BeforeState_TwoStates_IsAwaitedBeforeEachIsEntered()
    {
        var seen = new List<string>();
        _debugged.Machine.Options = _debugged.Machine.Options with { OnEvent = entry => seen.Add(entry.Event.Type.ToString()) };

        await _debugged.RunAsync(TwoPasses, new ScriptedDebugger
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
        _debugged.Machine.Options = _debugged.Machine.Options with
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

        Assert.Equal(ExecutionStatus.Aborted, (await _debugged.Machine.StartAsync(TwoPasses, cancellation: stop.Token)).Status);
    }

    [Fact]
    public async Task BeforeState_ThrowsAnException_FailsTheExecution()
    {
        var result = await _debugged.RunAsync(
            TwoPasses, ScriptedDebugger.Deciding(_ => throw new FormatException("no decision")));

        Assert.Equal(ErrorNames.Runtime, result.Error);
        Assert.Contains("no decision", result.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ChangedInput_IsTheInputInTheHistory()
    {
        var result = await _debugged.RunAsync(
            TwoPasses, ScriptedDebugger.Deciding(entry => StateDecision.Run(entry.State.Name == "B" ? 7 : entry.Input)));

        Assert.Equal(7, result.Output);
        Assert.Equal(["{}", "7"], Inputs(result));
    }

    [Fact]
    public void Run_InputOver256KiB_ThrowsInvalidDecisionException() =>
        Assert.Throws<InvalidDecisionException>(() => StateDecision.Run(new string('x', 256 * 1024)));

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

        await _debugged.RunAsync(
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
        _debugged.FailForBroken();
        var definition = Machine.Single($$"""{"Type": "Task", {{Resource}}}""");
        var failed = await _debugged.Machine.RunAsync(definition, "\"broken\"");
        _debugged.Machine.Options =
            _debugged.Machine.Options with { Debugger = ScriptedDebugger.Deciding(_ => StateDecision.Run(5)) };

        var redriven = await _debugged.Machine.RedriveAsync(definition, failed);

        Assert.Equal(5, redriven.Output);
        Assert.Equal(["\"broken\"", "5"], Inputs(redriven));
    }
}
