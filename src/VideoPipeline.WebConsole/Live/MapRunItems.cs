using VideoPipeline.StatesLanguage.History;

namespace VideoPipeline.WebConsole.Live;

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
