using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Debugging;

/// <summary>Executions that somebody steps through.</summary>
public sealed class ExecutionDebuggerTests : IDisposable
{
    private const string ThreePasses =
        """
        {"StartAt": "First", "States": {"First": {"Type": "Pass", "Next": "Second"}, "Second": {"Type": "Pass", "Next": "Third"},
          "Third": {"Type": "Pass", "End": true}}}
        """;

    private const string TwoBranches =
        """
        {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
          {"StartAt": "A1", "States": {"A1": {"Type": "Pass", "Next": "A2"}, "A2": {"Type": "Pass", "End": true}}},
          {"StartAt": "B1", "States": {"B1": {"Type": "Pass", "Next": "B2"}, "B2": {"Type": "Pass", "End": true}}}]}}}
        """;

    private readonly Machine _machine = new();
    private readonly ExecutionDebugger _debugger = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly CancellationTokenSource _stop = new();

    public ExecutionDebuggerTests()
    {
        _debugger.Changed += () => _changed.Release();
        _machine.Options = _machine.Options with { Debugger = _debugger };
    }

    public void Dispose()
    {
        _changed.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Enter_EachState_StopsBeforeTheNext()
    {
        var run = StartAsync(ThreePasses);
        var exited = new List<string>();
        _debugger.Exited += (entry, _) => exited.Add(entry.State.Name);

        foreach (var name in (string[])["First", "Second", "Third"])
        {
            var paused = await OnlyAsync(name);
            Assert.True(paused.Enter());
            Assert.False(paused.Enter());
        }

        Assert.Equal(ExecutionStatus.Succeeded, (await run).Status);
        Assert.Equal(["First", "Second", "Third"], exited);
        Assert.Empty(_debugger.Paused);
    }

    [Fact]
    public async Task Input_Changed_IsThatOfTheState()
    {
        var run = StartAsync(ThreePasses);
        (await OnlyAsync("First")).Input = 5;
        _debugger.Run();

        Assert.Equal(5, (await run).Output);
    }

    [Theory]
    [InlineData("Third")]
    [InlineData("third")]
    [InlineData("T")]
    public async Task RunTo_NameOrPrefix_StopsBeforeTheState(string name)
    {
        var run = StartAsync(ThreePasses);
        await OnlyAsync("First");
        _debugger.RunTo(name);

        (await OnlyAsync("Third")).Enter();
        Assert.Equal(ExecutionStatus.Succeeded, (await run).Status);
    }

    [Theory]
    [InlineData("None", null, "There is no state 'None'. There are: P, A1, A2, B1, B2.")]
    [InlineData("A", null, "'A' is the beginning of several names: A1, A2.")]
    [InlineData("A1", 0, "There is no Map or Parallel state 'A1'. There are: P.")]
    public async Task RunTo_NoSuchState_ThrowsAndStaysPaused(string name, int? index, string message)
    {
        var run = StartAsync(TwoBranches);
        await OnlyAsync("P");

        var error = Assert.Throws<InvalidDecisionException>(() => _debugger.RunTo(name, index));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        await OnlyAsync("P");
        _debugger.Run();
        await run;
    }

    [Fact]
    public async Task Branches_PausedInBoth_GoOnOneByOne()
    {
        var run = StartAsync(TwoBranches);
        (await OnlyAsync("P")).Enter();

        await WaitForAsync("A1", "B1");
        Find("B1").Enter();
        await WaitForAsync("A1", "B2");
        Find("A1").Input = 7;
        Find("A1").Enter();
        await WaitForAsync("A2", "B2");
        _debugger.Run();

        Assert.Equal("[7,{}]", (await run).Output?.ToString());
    }

    [Fact]
    public async Task RunTo_StateOfAnotherBranchThatIsHeld_StaysHeld()
    {
        var run = StartAsync(TwoBranches);
        (await OnlyAsync("P")).Enter();
        await WaitForAsync("A1", "B1");

        _debugger.RunTo("B1", from: Find("A1"));

        await WaitForAsync("A2", "B1");
        _debugger.Run();
        await run;
    }

    [Theory]
    [InlineData("INLINE")]
    [InlineData("DISTRIBUTED")]
    public async Task RunTo_ItemOfAMap_StopsInItsIteration(string mode)
    {
        var config = mode == "INLINE" ? "" : ", \"ExecutionType\": \"STANDARD\"";
        var run = StartAsync(
            $$$"""
            {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "MaxConcurrency": 1, "ItemProcessor": {
              "ProcessorConfig": {"Mode": "{{{mode}}}"{{{config}}}}, "StartAt": "I", "States": {
                "I": {"Type": "Pass", "Next": "J"}, "J": {"Type": "Pass", "End": true} } } } } }
            """,
            "[10, 11, 12, 13]");
        var map = await OnlyAsync("M");
        _debugger.RunTo("M", 2, map);

        var item = await OnlyAsync("I");
        Assert.Equal((12, 2), ((int)item.Input.Integer, Assert.Single(item.Entry.Path).Index));
        item.Enter();
        Assert.Equal(2, Assert.Single((await OnlyAsync("J")).Entry.Path).Index);
        _debugger.Run();
        Assert.Equal("[10,11,12,13]", (await run).Output?.ToString());
    }

    [Fact]
    public async Task Failure_WhileItRunsFreely_IsHeldAndStopsTheOtherBranches()
    {
        _machine.Functions.With("f", payload => payload.Equals(1) ? payload : throw new TaskFailedException("Broken", "cause"));
        var run = StartAsync(
            """
            {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
              {"StartAt": "F", "States": {"F": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "End": true}}},
              {"StartAt": "W", "States": {
                "W": {"Type": "Wait", "Seconds": 5, "Next": "X"}, "X": {"Type": "Pass", "End": true}}}]}}}
            """);
        await OnlyAsync("P");
        _debugger.Run();

        // X may be held too by then.
        while (_debugger.Paused.All(paused => paused.Failure is null)) await _changed.WaitAsync();
        var failed = Find("F");
        Assert.Equal(new StateFailure("Broken", "cause"), failed.Failure);
        _debugger.Run(); // does not let a failure go
        failed.Input = 1;
        failed.Enter();

        Assert.Equal("[1,{}]", (await run).Output?.ToString());
    }

    [Fact]
    public async Task LetFail_OfABranch_ReleasesWhatIsHeldInTheOthers()
    {
        var run = StartAsync(TwoBranches);
        (await OnlyAsync("P")).Enter();
        await WaitForAsync("A1", "B1");
        var other = Find("B1");

        Find("A1").Mock(StateMock.Error("Mine", "cause"));
        await WaitForAsync("A1", "B1");
        Find("A1").LetFail();
        var around = await OnlyAsync("P");
        Assert.Equal("Mine", around.Failure?.Error);
        Assert.True(other.Released.IsCanceled);
        around.LetFail();

        Assert.Equal("Mine", (await run).Error);
    }

    [Fact]
    public async Task Mock_ResultOfAChoice_ThrowsAndStaysPaused()
    {
        var run = StartAsync(
            """
            {"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [{"Variable": "$", "IsPresent": true, "Next": "E"}]},
              "E": {"Type": "Succeed"} } }
            """);
        var paused = await OnlyAsync("C");

        Assert.Throws<InvalidDecisionException>(() => paused.Mock(StateMock.Result(1)));
        Assert.Throws<InvalidDecisionException>(() => paused.LetFail());

        _debugger.Run();
        Assert.Equal(ExecutionStatus.Succeeded, (await run).Status);
    }

    [Fact]
    public async Task Stop_WhilePausedInTwoBranches_AbortsAndReleasesBoth()
    {
        var run = StartAsync(TwoBranches);
        (await OnlyAsync("P")).Enter();
        await WaitForAsync("A1", "B1");

        await _stop.CancelAsync();

        Assert.Equal("ExecutionStarted ParallelStateEntered ParallelStateStarted ExecutionAborted", Machine.Types(await run));
        Assert.Empty(_debugger.Paused);
    }

    [Fact]
    public async Task Stop_AfterAFailureInABranch_RecordsOnlyExecutionAborted()
    {
        _machine.Functions.With("f", _ => throw new TaskFailedException("Broken", "cause"));
        var run = StartAsync(Machine.Single("""{"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f"}"""));
        (await OnlyAsync("S")).Enter();
        await _changed.WaitAsync();
        while (_debugger.Paused is not [{ Failure: not null }]) await _changed.WaitAsync();

        await _stop.CancelAsync();

        Assert.EndsWith("LambdaFunctionFailed ExecutionAborted", Machine.Types(await run), StringComparison.Ordinal);
    }

    private Task<ExecutionResult> StartAsync(string definition, string input = "{}") =>
        _machine.RunAsync(definition, input, _stop.Token);

    private PausedState Find(string name) => _debugger.Paused.Single(paused => paused.Entry.State.Name == name);

    private async Task<PausedState> OnlyAsync(string name)
    {
        await WaitForAsync(name);
        return Find(name);
    }

    // Waits until exactly these states are held.
    private async Task WaitForAsync(params string[] names)
    {
        while (!_debugger.Paused.Select(paused => paused.Entry.State.Name).Order().SequenceEqual(names))
            await _changed.WaitAsync();
    }
}
