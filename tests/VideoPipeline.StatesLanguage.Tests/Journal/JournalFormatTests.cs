using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Journal;

public sealed class JournalFormatTests
{
    // Any characters but unpaired surrogates, which UTF-8 does not have.
    private static readonly Gen<string> s_text = ArbMap.Default.GeneratorFor<string>()
        .Select(text => string.Concat((text ?? "").Where(character => !char.IsSurrogate(character))) + "é\u0001\n\"😀");

    private static readonly Gen<string?> s_optionalText =
        Gen.OneOf(s_text.Select(text => (string?)text), Gen.Constant<string?>(null));

    private static readonly Gen<int?> s_optionalNumber = Gen.OneOf(
        Gen.Choose(1, 99_999_999).Select(number => (int?)number), Gen.Constant<int?>(null));

    private static readonly Gen<JsonData> s_json = Gen.OneOf(
        s_text.Select(text => (JsonData)text),
        ArbMap.Default.GeneratorFor<long>().Select(number => (JsonData)number),
        Gen.Elements(JsonData.Parse("1e400"), JsonData.Parse("0.10"), JsonData.Parse("-0"), JsonData.Null, true),
        s_text.Select(text => (JsonData)ArrayData.Of(text, ObjectData.Of(("a", text)))),
        s_text.Select(text => (JsonData)ObjectData.Of((text, text), ("nested", ObjectData.Of(("x", ArrayData.Empty))))));

    [Fact]
    public void Read_WhatWriteWrites_IsTheSame() => Prop
        .ForAll(Entries().ToArbitrary(), entry =>
        {
            var text = JournalFormat.Write(entry).ToString();
            var read = JournalFormat.Read(JsonData.Parse(text));
            // Lists are compared as text; everything else also as records.
            return JournalFormat.Write(read).ToString() == text
                && (entry is RetryEntry or MapRunInputsEntry || read.Equals(entry));
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Write_EveryTypeOfEvent_CanBeRead()
    {
        foreach (var type in Enum.GetValues<HistoryEventType>())
        {
            foreach (var details in Details(type).Sample(20))
            {
                var entry = new EventEntry(new HistoryEvent(1, 0, DateTimeOffset.UnixEpoch, type, details));
                Assert.Equal(entry, JournalFormat.Read(JsonData.Parse(JournalFormat.Write(entry).ToString())));
            }
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"event": {"type": "None", "id": 1, "previousEventId": 0}, "ticks": 0}""")]
    [InlineData("""{"event": {"type": "PassStateEntered", "id": 1, "previousEventId": 0}}""")]
    [InlineData("""{"inputs": {"mapRunArn": "a", "inputs": [1], "itemCounts": []}}""")]
    public void Read_NoEntry_IsAFormatException(string json) =>
        Assert.Throws<FormatException>(() => JournalFormat.Read(JsonData.Parse(json)));

    private static Gen<JournalEntry> Entries() => Gen.OneOf(
        from type in Gen.Elements(Enum.GetValues<HistoryEventType>())
        from details in Details(type)
        from id in Gen.Choose(1, 25_000)
        from index in Gen.Choose(0, 40)
        from ticks in Gen.Choose(0, int.MaxValue)
        from child in s_optionalText
        select (JournalEntry)new EventEntry(new HistoryEvent(
            id, id - 1, DateTimeOffset.UnixEpoch.AddTicks(ticks), type, details) { Workflow = new WorkflowId(id, index) })
        {
            Child = child,
        },
        from retries in Gen.Choose(0, 9).ArrayOf()
        select (JournalEntry)new RetryEntry(2, 5, 4, retries, DateTimeOffset.UnixEpoch.AddTicks(7)),
        from error in s_optionalText
        from cause in s_optionalText
        from catchability in Gen.Elements(Enum.GetValues<Catchability>())
        select (JournalEntry)new FailureEntry(2, 5, 4, error, cause, catchability),
        from output in s_json
        from token in s_text
        select (JournalEntry)new TokenEntry(token, output, null, null),
        from inputs in s_json.ArrayOf()
        select (JournalEntry)new MapRunInputsEntry("arn", [.. inputs.Select((input, index) => new ChildInput(input, index))]),
        Gen.Constant<JournalEntry>(new MapRunResultsEntry("arn", 7)),
        Gen.Constant<JournalEntry>(new ChildStartedEntry("arn", 3) { Child = "child" }));

    private static Gen<EventDetails?> Details(HistoryEventType type)
    {
        var name = type.ToString();
        if (name.EndsWith("StateEntered", StringComparison.Ordinal))
            return from text in s_text from input in s_json select (EventDetails?)new StateEnteredDetails(text, input);
        if (name.EndsWith("StateExited", StringComparison.Ordinal))
        {
            return from text in s_text
                from output in s_json
                from next in s_optionalText
                from assigned in Gen.Elements(null, ObjectData.Of(("a", output), ("b", 1)))
                select (EventDetails?)new StateExitedDetails(text, output, assigned) { Next = next };
        }
        if (name.StartsWith("MapIteration", StringComparison.Ordinal))
            return from text in s_text from index in Gen.Choose(0, 99) select (EventDetails?)new MapIterationDetails(text, index);
        if (name.StartsWith("Task", StringComparison.Ordinal) && !name.StartsWith("TaskState", StringComparison.Ordinal))
        {
            return from text in s_text
                from optional in s_optionalText
                from number in s_optionalNumber
                from json in s_json
                select (EventDetails?)new TaskDetails(text, text)
                {
                    Region = optional, Parameters = json, TimeoutInSeconds = number, HeartbeatInSeconds = number,
                    Token = optional, Output = json, Error = optional, Cause = optional,
                };
        }
        return type switch
        {
            HistoryEventType.ExecutionStarted =>
                from text in s_text from input in s_json select (EventDetails?)new ExecutionStartedDetails(input, text),
            HistoryEventType.ExecutionSucceeded or HistoryEventType.LambdaFunctionSucceeded
                or HistoryEventType.ActivitySucceeded =>
                s_json.Select(output => (EventDetails?)new OutputDetails(output)),
            HistoryEventType.ExecutionFailed or HistoryEventType.ExecutionTimedOut or HistoryEventType.MapRunFailed
                or HistoryEventType.LambdaFunctionFailed or HistoryEventType.LambdaFunctionTimedOut
                or HistoryEventType.ActivityFailed or HistoryEventType.ActivityTimedOut =>
                from error in s_optionalText
                from cause in s_optionalText
                select (EventDetails?)new FailureDetails(error, cause),
            HistoryEventType.ExecutionAborted => Gen.Constant<EventDetails?>(new EmptyDetails()),
            HistoryEventType.ExecutionRedriven =>
                Gen.Choose(1, 9).Select(count => (EventDetails?)new ExecutionRedrivenDetails(count)),
            HistoryEventType.EvaluationFailed =>
                s_text.Select(text => (EventDetails?)new EvaluationFailedDetails(text, text, text, text)),
            HistoryEventType.MapStateStarted =>
                Gen.Choose(0, 99).Select(length => (EventDetails?)new MapStateStartedDetails(length)),
            HistoryEventType.MapRunStarted =>
                from text in s_text
                from count in s_optionalNumber
                select (EventDetails?)new MapRunStartedDetails(text)
                {
                    Start = new MapRunStart(
                        text, text, text, text, new FailureTolerance(count, count / 2.0), 3,
                        DateTimeOffset.UnixEpoch.AddTicks(9)),
                },
            HistoryEventType.MapRunRedriven => s_text.Select(text => (EventDetails?)new MapRunRedrivenDetails(text, 2)),
            HistoryEventType.LambdaFunctionScheduled =>
                from text in s_text
                from input in s_json
                from number in s_optionalNumber
                select (EventDetails?)new LambdaFunctionScheduledDetails(text, input, number),
            HistoryEventType.ActivityScheduled =>
                from text in s_text
                from input in s_json
                from number in s_optionalNumber
                select (EventDetails?)new ActivityScheduledDetails(text, input, number, number) { Token = text },
            HistoryEventType.ActivityStarted => s_optionalText.Select(text => (EventDetails?)new ActivityStartedDetails(text)),
            _ => Gen.Constant<EventDetails?>(null),
        };
    }
}
