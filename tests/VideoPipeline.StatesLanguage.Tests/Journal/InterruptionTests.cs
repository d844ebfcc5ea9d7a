using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Journal;

/// <summary>What goes on after an interruption: waits, time-outs, retries, tokens.</summary>
public sealed class InterruptionTests
{
    private const string Function = "\"Resource\": \"arn:aws:lambda:eu-west-1:111111111111:function:f\"";

    private static readonly DateTimeOffset s_start = new(2030, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly List<string> _journal = [];

    [Theory]
    [InlineData(40, 100)]
    [InlineData(500, 500)]
    public async Task ResumeAsync_Wait_EndsWhenItWouldHave(int resumedAt, int endsAt)
    {
        const string Definition = """{"Type": "Wait", "Seconds": 100}""";
        await InterruptAsync(Definition, HistoryEventType.WaitStateEntered);

        var (result, _) = await ResumeAsync(Definition, resumedAt);

        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        Assert.Equal(s_start.AddSeconds(endsAt), result.StopDate);
    }

    [Fact]
    public async Task ResumeAsync_TimeoutOfTheExecution_StartedWithIt()
    {
        const string Wait = """
            {"TimeoutSeconds": 60, "StartAt": "S", "States": {"S": {"Type": "Wait", "Seconds": 100, "End": true}}}
            """;
        await InterruptAsync(Wait, HistoryEventType.WaitStateEntered, isWhole: true);

        var (result, _) = await ResumeAsync(Wait, 40, isWhole: true);

        Assert.Equal((ExecutionStatus.TimedOut, s_start.AddSeconds(60)), (result.Status, result.StopDate));
    }

    [Fact]
    public async Task ResumeAsync_RetryDelay_GoesOnWithItsCount()
    {
        const string Definition =
            $$$"""
            {"Type": "Task", {{{Function}}}, "Parameters": {"retries.$": "$$.State.RetryCount"},
             "Retry": [{"ErrorEquals": ["Broken"], "IntervalSeconds": 10, "BackoffRate": 3, "MaxAttempts": 2}]}
            """;
        await RunAsync(Definition, call => throw new TaskFailedException("Broken", call.ToString()));
        var failures = 0;
        // After the second failure; the third attempt starts 10 + 30 seconds after the start.
        Cut(entry => entry is EventEntry { Event.Type: HistoryEventType.LambdaFunctionFailed } && ++failures == 2, after: 1);

        var (result, calls) = await ResumeAsync(Definition, 15);

        Assert.Equal(["""{"retries":2}"""], calls);
        Assert.Equal(s_start.AddSeconds(40), result.StopDate);
    }

    [Fact]
    public async Task ResumeAsync_RetriesUsedUp_AreNotGivenAgain()
    {
        const string Definition =
            $$$"""{"Type": "Task", {{{Function}}}, "Retry": [{"ErrorEquals": ["Broken"], "MaxAttempts": 1}]}""";
        await RunAsync(Definition, call => throw new TaskFailedException("Broken", ""));
        Cut(entry => entry is EventEntry { Event.Type: HistoryEventType.ExecutionFailed }, after: 0);

        var (result, calls) = await ResumeAsync(Definition, 15);

        Assert.Equal((ExecutionStatus.Failed, "Broken"), (result.Status, result.Error));
        Assert.Empty(calls);
    }

    [Fact]
    public async Task ResumeAsync_CallUnderWay_IsMadeAgainWithItsArgumentsAndAllItsTime()
    {
        const string Definition =
            $$$"""{"Type": "Task", {{{Function}}}, "TimeoutSeconds": 60, "Parameters": {"id.$": "States.UUID()"}}""";
        await InterruptAsync(Definition, HistoryEventType.LambdaFunctionStarted);
        var scheduled = Read().History.Select(entry => entry.Details).OfType<LambdaFunctionScheduledDetails>().Single();

        var (result, calls) = await ResumeAsync(Definition, 5000);

        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        Assert.Equal([scheduled.Input.ToString()], calls);
        Assert.Equal(
            "ExecutionStarted TaskStateEntered LambdaFunctionScheduled LambdaFunctionStarted LambdaFunctionSucceeded "
            + "TaskStateExited ExecutionSucceeded",
            Machine.Types(result));
    }

    [Theory]
    [InlineData(HistoryEventType.TaskSubmitted, 0)]
    [InlineData(HistoryEventType.TaskStarted, 1)]
    public async Task ResumeAsync_TaskThatWaitsForItsToken_HasTheSameToken(HistoryEventType last, int calls)
    {
        var token = "";
        await RunAsync(Waiting(60), call => token = call["token"]!.Text);
        Cut(entry => entry is EventEntry { Event: var e } && e.Type == last, after: 1);
        var (engine, interrupted, called) = Engine(10);
        engine.Tokens.Expect(interrupted, entry => Write(entry));

        Assert.True(engine.Tokens.Succeed(token, "sent"));
        Assert.False(engine.Tokens.Succeed(token, "again"));
        // It is not lost either if this engine is interrupted too.
        var (other, again, _) = Engine(20);
        other.Tokens.Expect(again, null);
        Assert.False(other.Tokens.Succeed(token, "again"));
        var result = await engine.ResumeAsync(Parse(Waiting(60)), interrupted, Options());

        Assert.Equal("\"sent\"", result.Output?.ToString());
        Assert.Equal(calls, called.Count);
    }

    [Fact]
    public async Task ResumeAsync_TimeoutOfAWaitingTask_StartedWithIt()
    {
        await InterruptAsync(Waiting(60), HistoryEventType.TaskSubmitted);

        var (result, _) = await ResumeAsync(Waiting(60), 40);

        Assert.Equal(("States.Timeout", s_start.AddSeconds(60)), (result.Error, result.StopDate));
    }

    [Fact]
    public async Task ResumeAsync_EndedExecution_IsRefused()
    {
        const string Definition = """{"Type": "Succeed"}""";
        await RunAsync(Definition, call => call);

        await Assert.ThrowsAsync<ArgumentException>(() => ResumeAsync(Definition, 1));
    }

    [Fact]
    public void Add_MissingEvent_IsAFormatException()
    {
        var reader = new JournalReader("arn", "name");
        var second = new HistoryEvent(2, 1, s_start, HistoryEventType.ExecutionAborted, new EmptyDetails());

        Assert.Throws<FormatException>(() => reader.Add(new EventEntry(second)));
    }

    private static string Waiting(int seconds) =>
        $$$"""
        {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "TimeoutSeconds": {{{seconds}}},
         "Parameters": {"FunctionName": "f", "Payload": {"token.$": "$$.Task.Token"} } }
        """;

    private async Task InterruptAsync(string definition, HistoryEventType last, bool isWhole = false)
    {
        await RunAsync(definition, call => call, isWhole);
        Cut(entry => entry is EventEntry { Event: var recorded } && recorded.Type == last, after: 1);
    }

    private Task<ExecutionResult> RunAsync(string definition, Func<JsonData, JsonData> function, bool isWhole = false)
    {
        var machine = new Machine { Options = Options() };
        machine.Functions.With("f", function);
        return machine.RunAsync(isWhole ? definition : Machine.Single(definition));
    }

    private async Task<(ExecutionResult Result, IReadOnlyList<string> Calls)> ResumeAsync(
        string definition, int seconds, bool isWhole = false)
    {
        var (engine, interrupted, calls) = Engine(seconds, out var time);
        var parsed = isWhole ? StateMachineDefinition.Parse(definition) : Parse(definition);
        var result = await time.RunToEndAsync(() => engine.ResumeAsync(parsed, interrupted, Options()));
        return (result, calls);
    }

    private (StatesEngine Engine, ExecutionResult Interrupted, List<string> Calls) Engine(int seconds) => Engine(seconds, out _);

    private (StatesEngine Engine, ExecutionResult Interrupted, List<string> Calls) Engine(int seconds, out ManualTime time)
    {
        var calls = new List<string>();
        var functions = new Functions().With("f", call =>
        {
            calls.Add(call.ToString());
            return call;
        });
        time = new ManualTime(s_start.AddSeconds(seconds));
        return (new StatesEngine(functions, new MemoryObjects(), time), Read(), calls);
    }

    private ExecutionOptions Options() => new Machine().Options with { Journal = Write };

    private void Write(JournalEntry entry)
    {
        lock (_journal) _journal.Add(JournalFormat.Write(entry).ToString());
    }

    // Keeps the entries before, or with, the first one that matches.
    private void Cut(Func<JournalEntry, bool> isLast, int after)
    {
        var at = _journal.FindIndex(entry => isLast(JournalFormat.Read(JsonData.Parse(entry))));
        _journal.RemoveRange(at + after, _journal.Count - at - after);
    }

    private ExecutionResult Read() => JournaledMachine.Read(_journal);

    private static StateMachineDefinition Parse(string definition) => StateMachineDefinition.Parse(Machine.Single(definition));
}
