using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.WebConsole.Live;

/// <summary>A child execution of a Map Run, as tables and strips show it.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Index">The index of its range or group of stills; of other items, their order of start.</param>
public sealed record ChildItem(string Arn, int Index)
{
    /// <summary>The beginning of its input.</summary>
    public string Preview { get; init; } = "";

    /// <summary>The frames of its range; null if it has none.</summary>
    public (long Start, long? End)? Range { get; init; }

    /// <summary>Its status.</summary>
    public ExecutionStatus Status { get; init; }

    /// <summary>The state that it is in, or was last.</summary>
    public string? State { get; init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How often its tasks were tried again.</summary>
    public int Retries { get; init; }

    /// <summary>The frames that its worker reported; null if it has not, or is none.</summary>
    public long? Frames { get; init; }

    /// <summary>Whether its worker found the result in the store.</summary>
    public bool Reused { get; init; }

    /// <summary>The error of its last failure; null for none.</summary>
    public string? Error { get; init; }

    /// <summary>The cause of its last failure; null for none.</summary>
    public string? Cause { get; init; }

    /// <summary>The event that was added last.</summary>
    public long LastEvent { get; init; }
}

/// <summary>The child executions of a Map Run in the order of their start, derived from their events. Thread-safe.</summary>
internal sealed class MapRunItems
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _places = [];
    private readonly List<ChildItem> _items = [];
    private long _version;

    /// <summary>Changes whenever a child execution does.</summary>
    public long Version
    {
        get
        {
            lock (_lock) return _version;
        }
    }

    /// <summary>The child executions now.</summary>
    public IReadOnlyList<ChildItem> All
    {
        get
        {
            lock (_lock) return _items.ToArray();
        }
    }

    /// <summary>Adds an event. One that is known already changes nothing.</summary>
    public void Add(string arn, HistoryEvent entry)
    {
        lock (_lock)
        {
            if (!_places.TryGetValue(arn, out var place))
            {
                _places[arn] = place = _items.Count;
                _items.Add(new ChildItem(arn, place));
            }
            // A redrive may start a child execution anew.
            if (entry.Id != 1 && entry.Id <= _items[place].LastEvent) return;
            _items[place] = ItemEvents.Apply(_items[place], entry) with { LastEvent = entry.Id };
            _version++;
        }
    }
}

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
        LambdaFunctionScheduledDetails or ActivityScheduledDetails => Retry(item),
        OutputDetails output when entry.Type == HistoryEventType.ExecutionSucceeded => End(item, entry) with
        {
            Frames = output.Output["frames"] is NumberData frames ? frames.Integer : null,
            Reused = output.Output["reused"] is BooleanData { Value: true },
            Error = null,
            Cause = null,
        },
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
