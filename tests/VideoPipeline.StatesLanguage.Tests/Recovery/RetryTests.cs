using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Recovery;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Recovery;

public sealed class RetryTests
{
    [Theory]
    [InlineData("""{"IntervalSeconds": 2, "BackoffRate": 2}""", 0, 2)]
    [InlineData("""{"IntervalSeconds": 2, "BackoffRate": 2}""", 3, 16)]
    [InlineData("""{"IntervalSeconds": 3, "BackoffRate": 1.5}""", 1, 4.5)]
    [InlineData("""{"IntervalSeconds": 2, "BackoffRate": 2, "MaxDelaySeconds": 5}""", 3, 5)]
    [InlineData("{}", 1, 2)]
    public void Delay_NoJitter_GrowsExponentiallyUpToTheMaximum(string fields, int retried, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Retrier(fields).Delay(retried, random: 0.25));

    [Fact]
    public void Delay_FullJitter_MultipliesTheDelayByTheRandomNumber()
    {
        var retrier = Retrier("""{"IntervalSeconds": 2, "JitterStrategy": "FULL"}""");

        Assert.Equal(TimeSpan.FromSeconds(4), retrier.Delay(retried: 3, random: 0.25));
    }

    [Fact]
    public void Delay_AnyAttemptAndJitter_IsBetweenZeroAndTheMaximum() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 1000), Gen.Choose(0, 999)).ToArbitrary(), drawn =>
        {
            var delay = Retrier("""{"IntervalSeconds": 2, "MaxDelaySeconds": 60, "JitterStrategy": "FULL"}""")
                .Delay(drawn.Item1, drawn.Item2 / 1000.0);
            return delay >= TimeSpan.Zero && delay <= TimeSpan.FromSeconds(60);
        }));

    [Fact]
    public async Task RunAsync_FailsTwiceThenSucceeds_WaitsBetweenAttemptsAndCountsRetries()
    {
        var machine = new Machine();
        var calls = 0;
        machine.Functions.With(
            "f", payload => ++calls < 3 ? throw new TaskFailedException("Flaky", "") : payload["Retry"]!);
        var before = machine.Time.GetUtcNow();

        var result = await machine.RunAsync(Retrying("""[{"ErrorEquals": ["Flaky"], "IntervalSeconds": 2, "MaxAttempts": 6}]"""));

        Assert.Equal(2, result.Output);
        Assert.Equal(TimeSpan.FromSeconds(2 + 4), machine.Time.GetUtcNow() - before);
    }

    [Fact]
    public async Task RunAsync_TwoRetriers_CountTheirAttemptsSeparately()
    {
        var machine = new Machine();
        var errors = new Queue<string>(["A", "B", "A", "B", "A"]);
        machine.Functions.With("f", _ => throw new TaskFailedException(errors.Dequeue(), ""));

        var result = await machine.RunAsync(
            Retrying("""[{"ErrorEquals": ["A"], "MaxAttempts": 2}, {"ErrorEquals": ["B"], "MaxAttempts": 2}]"""));

        Assert.Equal("A", result.Error);
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("States.TaskFailed", "AnyError", true)]
    [InlineData("States.TaskFailed", ErrorNames.Timeout, false)]
    [InlineData("States.ALL", ErrorNames.Timeout, true)]
    [InlineData(ErrorNames.Timeout, ErrorNames.HeartbeatTimeout, true)]
    [InlineData(ErrorNames.HeartbeatTimeout, ErrorNames.Timeout, false)]
    [InlineData("Other", "AnyError", false)]
    public void Matches_ReservedErrorName_MatchesAsSpecified(string pattern, string error, bool expected) =>
        Assert.Equal(expected, Matcher(pattern).Matches(new StatesException(error, null)));

    [Theory]
    [InlineData(ErrorNames.All)]
    [InlineData(ErrorNames.Runtime)]
    public void Matches_RuntimeError_ReturnsFalse(string pattern) =>
        Assert.False(Matcher(pattern).Matches(StatesException.Runtime("x")));

    [Fact]
    public void Matches_DataLimitExceededOfAState_MatchesItsNameOnly()
    {
        var exceeded = new StatesException(ErrorNames.DataLimitExceeded, "", Catchability.ByName);

        Assert.True(Matcher(ErrorNames.DataLimitExceeded).Matches(exceeded));
        Assert.False(Matcher(ErrorNames.All).Matches(exceeded));
    }

    [Fact]
    public async Task RunAsync_CaughtError_IsInsertedAtResultPath()
    {
        var machine = new Machine();
        machine.Functions.With("f", _ => throw new TaskFailedException("Broken", "why"));

        var result = await machine.RunAsync(
            """
            {"StartAt": "S", "States": {
              "S": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "End": true,
                    "Catch": [{"ErrorEquals": ["Broken"], "ResultPath": "$.failure", "Next": "Caught"}]},
              "Caught": {"Type": "Pass", "End": true}}}
            """,
            """{"kept": 1}""");

        Assert.Equal("""{"kept":1,"failure":{"Error":"Broken","Cause":"why"}}""", result.Output!.ToString());
        Assert.DoesNotContain(HistoryEventType.ExecutionFailed, result.History.Select(entry => entry.Type));
    }

    private static string Retrying(string retry) => Machine.Single(
        $$"""
        {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f",
         "Parameters": {"Retry.$": "$$.State.RetryCount"}, "Retry": {{retry}}}
        """);

    private static Retrier Retrier(string fields) =>
        Parse(JsonData.Parse(fields).Fields.With("ErrorEquals", ArrayData.Of("E")), StatesLanguage.Recovery.Retrier.Parse);

    private static ErrorMatcher Matcher(string pattern) =>
        Parse(ObjectData.Of(("ErrorEquals", ArrayData.Of(pattern))), (_, errors) => errors);

    private static T Parse<T>(ObjectData element, Func<DefinitionNode, ErrorMatcher, T> parse)
    {
        var list = DefinitionNode.Root(ArrayData.Of(element), new DiagnosticCollector());
        return ErrorMatcher.ParseAll(list, ["ErrorEquals"], parse)[0];
    }
}
