using VideoPipeline.StatesLanguage.History;

namespace VideoPipeline.WebConsole.Live;

/// <summary>The child executions of a Map Run in the order of their start, derived from their events. Thread-safe.</summary>
internal sealed class MapRunItems
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _places = [];
    private readonly List<ChildItem> _items = [];

    /// <summary>Those of no Map Run.</summary>
    public static MapRunItems None { get; } = new();

    /// <summary>Those of a Map Run whose child executions are being read: none so far.</summary>
    public static MapRunItems Partial { get; } = new() { IsPartial = true };

    /// <summary>Whether there are more than these.</summary>
    public bool IsPartial { get; private init; }

    /// <summary>The child executions now.</summary>
    public IReadOnlyList<ChildItem> All
    {
        get
        {
            lock (_lock) return _items.ToArray();
        }
    }

    /// <summary>The number of events of a child execution so far.</summary>
    public long EventCount(string arn)
    {
        lock (_lock) return _places.TryGetValue(arn, out var place) ? _items[place].LastEvent : 0;
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
        }
    }
}
