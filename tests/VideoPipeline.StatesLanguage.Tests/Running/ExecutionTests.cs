using System.Collections.Concurrent;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Running;

public sealed class ExecutionTests
{
    private const string OneTask =
        """{"StartAt": "S", "States": {"S": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "End": true}}}""";

    private const string TwoPasses =
        """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Result": 1, "End": true}}}""";

    [Fact]
    public async Task RunAsync_Cancelled_EndsAsAbortedAfterAllFunctions()
    {
        var machine = new Machine();
        using var stop = new CancellationTokenSource();
        machine.Functions.WithAsync("f", async (_, cancellation) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
            return JsonData.Null;
        });

        var result = await machine.StartAsync(OneTask, cancellation: stop.Token);

        Assert.Equal(ExecutionStatus.Aborted, result.Status);
        Assert.Equal(0, machine.Functions.Running);
        Assert.Equal(
            (HistoryEventType.ExecutionAborted, 0), (result.History[^1].Type, result.History[^1].PreviousEventId));
    }

    [Fact]
    public async Task RunAsync_AlreadyCancelled_EndsAsAborted()
    {
        var result = await new Machine().StartAsync(TwoPasses, cancellation: new CancellationToken(canceled: true));

        Assert.Equal("ExecutionStarted ExecutionAborted", Machine.Types(result));
    }

    [Fact]
    public async Task RunAsync_LongerThanTimeoutSeconds_EndsAsTimedOut()
    {
        var result = await new Machine().RunAsync(
            """{"TimeoutSeconds": 10, "StartAt": "S", "States": {"S": {"Type": "Wait", "Seconds": 60, "End": true}}}""");

        Assert.Equal((ExecutionStatus.TimedOut, ErrorNames.Timeout), (result.Status, result.Error));
        Assert.EndsWith("WaitStateEntered ExecutionTimedOut", Machine.Types(result));
    }

    [Fact]
    public async Task RunAsync_WaitLongerThanATimer_EndsOnTime()
    {
        var machine = new Machine();
        var before = machine.Time.GetUtcNow();

        await machine.RunAsync(Machine.Single("""{"Type": "Wait", "Seconds": 10000000}"""));

        Assert.Equal(TimeSpan.FromSeconds(10_000_000), machine.Time.GetUtcNow() - before);
    }

    [Fact]
    public async Task RunAsync_StateOutputOver256KiB_FailsWithDataLimitExceeded()
    {
        var machine = new Machine();
        machine.Functions.With("f", _ => new string('é', 90 * 1024));

        var result = await machine.RunAsync(
            """
            {"StartAt": "S", "States": {
              "S": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "Next": "Double"},
              "Double": {"Type": "Pass", "Parameters": {"a.$": "$", "b.$": "$"}, "End": true}}}
            """);

        Assert.Equal(ErrorNames.DataLimitExceeded, result.Error);
    }

    [Fact]
    public async Task RunAsync_InfiniteLoop_FailsWhenTheHistoryIsFull()
    {
        var result = await new Machine().RunAsync(
            """
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Next": "C"},
              "C": {"Type": "Choice", "Choices": [{"Variable": "$.stop", "IsPresent": true, "Next": "End"}], "Default": "A"},
              "End": {"Type": "Succeed"}}}
            """);

        Assert.Equal(25_000, result.History.Count);
        Assert.Equal((HistoryEventType.ExecutionFailed, ErrorNames.Runtime), (result.History[^1].Type, result.Error));
    }

    [Fact]
    public async Task RunAsync_NoMatchingChoice_FailsWithRuntimeError()
    {
        var result = await new Machine().RunAsync(
            """
            {"StartAt": "C", "States": {
              "C": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericEquals": 1, "Next": "End"}]},
              "End": {"Type": "Succeed"}}}
            """,
            """{"n": 2}""");

        Assert.Equal(ErrorNames.Runtime, result.Error);
        Assert.EndsWith("The state does not point to a next state.", result.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Type": "Pass", "InputPath": "$.x"}""")]
    [InlineData("""{"Type": "Pass", "Parameters": {"a.$": "$.x"}}""")]
    [InlineData("""{"Type": "Pass", "OutputPath": "$.x"}""")]
    [InlineData("""
        {"Type": "Map", "ItemsPath": "$.x", "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}}
        """)]
    public async Task RunAsync_MissingPath_FailsWithRuntimeErrorThatNamesTheState(string state)
    {
        var result = await new Machine().RunAsync(Machine.Single(state));

        Assert.Equal(ErrorNames.Runtime, result.Error);
        Assert.StartsWith(
            "An error occurred while executing the state 'S' (entered at the event id #2).", result.Cause);
    }

    [Fact]
    public async Task RunAsync_StringThatLooksLikeADate_IsUnchanged() => Assert.Equal(
        """{"t":"2024-01-31T10:00:00+02:00"}""",
        await new Machine().OutputAsync("""{"Type": "Pass"}""", """{"t": "2024-01-31T10:00:00+02:00"}"""));

    [Fact]
    public async Task RunAsync_NameTooLong_ThrowsArgumentException()
    {
        var machine = new Machine();
        machine.Options = machine.Options with { Name = new string('n', 81) };

        await Assert.ThrowsAsync<ArgumentException>(() => machine.StartAsync(TwoPasses));
    }

    [Fact]
    public async Task RunAsync_InputOver256KiB_ThrowsArgumentException() => await Assert.ThrowsAsync<ArgumentException>(
        () => new Machine().StartAsync(TwoPasses, $"\"{new string('a', 256 * 1024)}\""));

    [Fact]
    public async Task RunAsync_ConcurrentExecutions_HaveSeparateHistories()
    {
        var machine = new Machine();
        var events = new ConcurrentBag<string>();
        machine.Options = machine.Options with { OnEvent = entry => events.Add(entry.ExecutionArn) };

        var results =
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => machine.StartAsync(TwoPasses))));

        Assert.All(
            results, result =>
                Assert.Equal(Enumerable.Range(1, 6).Select(id => (long)id), result.History.Select(entry => entry.Id)));
        Assert.Equal(50 * 6, events.Count);
    }
}
