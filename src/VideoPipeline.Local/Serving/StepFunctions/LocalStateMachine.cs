using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>A revision of a state machine: what its executions run.</summary>
/// <param name="Id">The revision's id; <c>INITIAL</c> for the first, as on AWS.</param>
/// <param name="Text">The definition as it was given.</param>
internal sealed record Revision(string Id, string Text, StateMachineDefinition Definition, string RoleArn, DateTimeOffset Date);

/// <summary>A published version of a state machine.</summary>
internal sealed record PublishedVersion(int Number, Revision Revision, string? Description, DateTimeOffset Date);

/// <summary>A state machine of the server. Thread-safe.</summary>
internal sealed class LocalStateMachine(
    string arn, string type, Revision initial, JsonData logging, JsonData tracing,
    IEnumerable<(string Key, string Value)> tags)
{
    private readonly Lock _lock = new();
    private readonly List<PublishedVersion> _versions = [];
    private readonly SortedDictionary<string, string> _tags = new(tags.ToDictionary(), StringComparer.Ordinal);
    private readonly DateTimeOffset _created = initial.Date;
    private Revision _revision = initial;
    private int _lastVersion;

    public string Arn => arn;

    public string Name => arn[(arn.LastIndexOf(':') + 1)..];

    public string Type => type;

    public DateTimeOffset Created => _created;

    public JsonData Logging => logging;

    public JsonData Tracing => tracing;

    public Revision Revision => Locked(() => _revision);

    public IReadOnlyList<PublishedVersion> Versions => Locked(() => _versions.ToArray());

    public IReadOnlyDictionary<string, string> Tags => Locked(() => _tags.ToDictionary());

    public void Update(Revision revision) => Locked(() => _revision = revision);

    /// <summary>Publishes the current revision. A revision that is the last version already is that version.</summary>
    public PublishedVersion Publish(string? description, DateTimeOffset now) => Locked(() =>
    {
        if (_versions.LastOrDefault() is { } last && last.Revision == _revision && last.Description == description) return last;
        var version = new PublishedVersion(++_lastVersion, _revision, description, now);
        _versions.Add(version);
        return version;
    });

    public bool DeleteVersion(int number) => Locked(() => _versions.RemoveAll(version => version.Number == number) > 0);

    public void Tag(IEnumerable<(string Key, string Value)> added) => Locked(() =>
    {
        foreach (var (key, value) in added) _tags[key] = value;
        return true;
    });

    public void Untag(IEnumerable<string> keys) => Locked(() =>
    {
        foreach (var key in keys) _tags.Remove(key);
        return true;
    });

    private T Locked<T>(Func<T> work)
    {
        lock (_lock) return work();
    }
}
