using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;

namespace VideoPipeline.StatesLanguage.Journal;

/// <summary>Writes the entries of a journal as JSON objects, and reads them. An event is written as in GetExecutionHistory,
/// with what that does not have beside it.</summary>
public static class JournalFormat
{
    private const string Child = "child", Retry = "retry", Failure = "failure";
    private const string Sent = "sent", Output = "output";
    private const string Inputs = "inputs", Results = "results", Limits = "limits", Start = "start";

    /// <summary>Writes an entry.</summary>
    public static ObjectData Write(JournalEntry entry)
    {
        var json = new ObjectBuilder();
        if (entry.Child is { } child) json[Child] = child;
        switch (entry)
        {
            case EventEntry { Event: var recorded }:
                EventFormat.Write(recorded, json);
                break;
            case RetryEntry retry:
                json[Retry] = Attempt(retry)
                    .With("retries", ArrayData.Of(retry.Retries.Select(count => (JsonData)count)))
                    .With("until", retry.Until.UtcTicks);
                break;
            case FailureEntry failure:
                json[Failure] = Attempt(failure)
                    .With("error", Text(failure.Error))
                    .With("cause", Text(failure.Cause))
                    .With("catchability", failure.Catchability.ToString());
                break;
            case TokenEntry token:
                json[Sent] = ObjectData.Of(("token", token.Token), ("error", Text(token.Error)), ("cause", Text(token.Cause)));
                if (token.Output is { } output) json[Output] = output;
                break;
            case MapRunInputsEntry inputs:
                json[Inputs] = ObjectData.Of(
                    ("mapRunArn", inputs.MapRunArn),
                    ("inputs", ArrayData.Of(inputs.Inputs.Select(input => input.Input))),
                    ("itemCounts", ArrayData.Of(inputs.Inputs.Select(input => (JsonData)input.ItemCount))));
                break;
            case MapRunResultsEntry results:
                json[Results] = ObjectData.Of(("mapRunArn", results.MapRunArn), ("written", results.Written));
                break;
            case MapRunLimitsEntry limits:
                json[Limits] = ObjectData.Of(
                    ("mapRunArn", limits.MapRunArn),
                    ("maxConcurrency", limits.MaxConcurrency),
                    ("toleratedFailureCount", limits.Tolerance.Count is { } count ? count : JsonData.Null),
                    ("toleratedFailurePercentage", limits.Tolerance.Percentage is { } percentage ? percentage : JsonData.Null));
                break;
            case ChildStartedEntry started:
                json[Start] = ObjectData.Of(("mapRunArn", started.MapRunArn), ("index", started.Index));
                break;
            default:
                throw new ArgumentException($"A journal has no entry {entry.GetType().Name}.", nameof(entry));
        }
        return json.Build();
    }

    /// <summary>Reads an entry.</summary>
    /// <exception cref="FormatException">The object is not an entry.</exception>
    public static JournalEntry Read(JsonData json)
    {
        try
        {
            return ReadAny(json.Fields) with { Child = TextOf(json[Child]) };
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or NullReferenceException
            or IndexOutOfRangeException or OverflowException)
        {
            throw new FormatException($"This is not an entry of a journal: {exception.Message}", exception);
        }
    }

    private static JournalEntry ReadAny(ObjectData json)
    {
        if (json[Retry] is { } retry)
        {
            return new RetryEntry(
                Integer(retry, "entered"), Integer(retry, "after"), Integer(retry, "previousEventId"),
                [.. retry["retries"]!.Items.Select(count => (int)count.Integer)], EventFormat.Time(retry["until"]!));
        }
        if (json[Failure] is { } failure)
        {
            return new FailureEntry(
                Integer(failure, "entered"), Integer(failure, "after"), Integer(failure, "previousEventId"),
                TextOf(failure["error"]), TextOf(failure["cause"]), Enum.Parse<Catchability>(failure["catchability"]!.Text));
        }
        if (json[Sent] is { } sent)
            return new TokenEntry(sent["token"]!.Text, json[Output], TextOf(sent["error"]), TextOf(sent["cause"]));
        if (json[Inputs] is { } inputs)
        {
            var counts = inputs["itemCounts"]!.Items;
            return new MapRunInputsEntry(
                inputs["mapRunArn"]!.Text,
                [.. inputs["inputs"]!.Items.Select((input, index) => new ChildInput(input, (int)counts[index].Integer))]);
        }
        if (json[Results] is { } results)
            return new MapRunResultsEntry(results["mapRunArn"]!.Text, (int)Integer(results, "written"));
        if (json[Limits] is { } limits)
        {
            return new MapRunLimitsEntry(
                limits["mapRunArn"]!.Text, (int)Integer(limits, "maxConcurrency"),
                new FailureTolerance(
                    (limits["toleratedFailureCount"] as NumberData)?.Integer,
                    (limits["toleratedFailurePercentage"] as NumberData)?.Value));
        }
        if (json[Start] is { } start) return new ChildStartedEntry(start["mapRunArn"]!.Text, (int)Integer(start, "index"));
        return new EventEntry(EventFormat.Read(json));
    }

    private static ObjectData Attempt(AttemptEntry attempt) => ObjectData.Of(
        ("entered", attempt.Entered), ("after", attempt.After), ("previousEventId", attempt.PreviousEventId));

    private static JsonData Text(string? text) => text is null ? JsonData.Null : text;

    private static string? TextOf(JsonData? json) => (json as StringData)?.Value;

    private static long Integer(JsonData json, string field) => json[field]!.Integer;
}
