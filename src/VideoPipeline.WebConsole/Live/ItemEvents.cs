using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.WebConsole.Live;

/// <summary>What events say about a child execution.</summary>
internal static class ItemEvents
{
    private const int MaxPreview = 160;

    /// <summary>The child execution after an event.</summary>
    public static ChildItem Apply(ChildItem item, HistoryEvent entry) => entry.Details switch
    {
        ExecutionStartedDetails started => Start(item, started.Input) with { Started = entry.Timestamp },
        StateEnteredDetails entered => item with { State = entered.Name },
        TaskDetails { Error: { } error, Cause: var cause } => item with { Error = error, Cause = cause },
        TaskDetails when entry.Type == HistoryEventType.TaskScheduled => Retry(item),
        TaskDetails { Output: { } output } when entry.Type == HistoryEventType.TaskSucceeded => item with
        {
            Reused = (output["Payload"] ?? output)["reused"] is BooleanData { Value: true },
        },
        LambdaFunctionScheduledDetails or ActivityScheduledDetails => Retry(item),
        OutputDetails when entry.Type == HistoryEventType.ExecutionSucceeded =>
            End(item, entry) with { Error = null, Cause = null },
        FailureDetails failure => End(item, entry) with { Error = failure.Error, Cause = failure.Cause },
        ExecutionRedrivenDetails => item with { Status = ExecutionStatus.Running, Ended = null, Error = null, Cause = null },
        _ => End(item, entry),
    };

    private static ChildItem Start(ChildItem item, JsonData input)
    {
        var text = input.ToString();
        var preview = text.Length > MaxPreview ? text[..MaxPreview] + "…" : text;
        var range = input["range"];
        var index = (range ?? input["group"])?["index"] as NumberData;
        return item with
        {
            Preview = preview,
            Index = index is null ? item.Index : (int)index.Integer,
            Range = range?["start"] is NumberData start ? (start.Integer, (range["end"] as NumberData)?.Integer) : null,
        };
    }

    private static ChildItem Retry(ChildItem item) =>
        item.Error is null ? item : item with { Retries = item.Retries + 1, Error = null, Cause = null };

    private static ChildItem End(ChildItem item, HistoryEvent entry)
    {
        var status = ExecutionStatusNames.AtEvent(entry.Type);
        return status == ExecutionStatus.Running ? item : item with { Status = status, Ended = entry.Timestamp };
    }
}
