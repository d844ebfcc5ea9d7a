namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The tags of a state machine or an activity. Thread-safe.</summary>
internal sealed class ResourceTags
{
    // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html#service-limits-tagging
    private const int Limit = 50;

    private readonly Lock _lock = new();
    private readonly string _arn;
    private SortedDictionary<string, string> _tags = new(StringComparer.Ordinal);

    /// <summary>Creates the tags of a resource.</summary>
    /// <exception cref="ApiException">TooManyTags.</exception>
    public ResourceTags(string arn, IEnumerable<(string Key, string Value)> tags)
    {
        _arn = arn;
        Add(tags);
    }

    /// <summary>The tags, in the order of their keys.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>> All
    {
        get
        {
            lock (_lock) return _tags.ToArray();
        }
    }

    /// <summary>Adds tags, or changes the values of those that exist.</summary>
    /// <exception cref="ApiException">TooManyTags; none has been added.</exception>
    public void Add(IEnumerable<(string Key, string Value)> tags)
    {
        lock (_lock)
        {
            var all = new SortedDictionary<string, string>(_tags, StringComparer.Ordinal);
            foreach (var (key, value) in tags) all[key] = value;
            if (all.Count > Limit) throw ApiException.TooManyTags(_arn);
            _tags = all;
        }
    }

    public void Remove(IEnumerable<string> keys)
    {
        lock (_lock)
        {
            foreach (var key in keys) _tags.Remove(key);
        }
    }
}
