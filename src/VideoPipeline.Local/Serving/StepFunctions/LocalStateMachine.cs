using VideoPipeline.StatesLanguage.Definition;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>A revision of a state machine: what its executions run.</summary>
/// <param name="Id">The revision's id; <see cref="InitialId"/> for the first, which responses do not show.</param>
/// <param name="Text">The definition as it was given.</param>
internal sealed record Revision(
    string Id, string Text, StateMachineDefinition Definition, string RoleArn, StateMachineSettings Settings, DateTimeOffset Date)
{
    /// <summary>What requests name the first revision.</summary>
    public const string InitialId = "INITIAL";

    /// <summary>The id in responses; null for the first revision.</summary>
    public string? PublicId => Id == InitialId ? null : Id;
}

/// <summary>Whether a request that creates or updates a state machine publishes a version, and the description of that.</summary>
internal readonly record struct Publishing(bool IsRequested, string? Description)
{
    /// <summary>Reads it from a request.</summary>
    /// <exception cref="ApiException">ValidationException: there is a description of no version.</exception>
    public static Publishing Of(ApiRequest request)
    {
        var publishing = new Publishing(request.Flag("publish") ?? false, request.Text("versionDescription"));
        return publishing is { IsRequested: false, Description: not null }
            ? throw ApiException.Validation("Version description can only be set when publish is true")
            : publishing;
    }
}

/// <summary>A state machine of the server. Thread-safe.</summary>
internal sealed class LocalStateMachine(
    string arn, string type, Revision initial, Publishing publishing, ResourceTags tags)
{
    private readonly Lock _lock = new();
    private readonly DateTimeOffset _created = initial.Date;
    private readonly Publishing _publishing = publishing;
    private Revision _revision = initial;
    private volatile bool _isDeleting;

    public string Arn => arn;

    public string Name => Arns.NameOf(arn);

    public string Type => type;

    public DateTimeOffset Created => _created;

    public ResourceTags Tags => tags;

    public PublishedVersions Versions { get; } = new(arn);

    /// <summary>Whether it has been deleted while executions were running, which end with their next transition.</summary>
    public bool IsDeleting => _isDeleting;

    public Revision Revision
    {
        get
        {
            lock (_lock) return _revision;
        }
    }

    /// <summary>The status in responses.</summary>
    public string Status => _isDeleting ? "DELETING" : "ACTIVE";

    /// <summary>Begins to delete it: it runs and changes no more.</summary>
    public void BeginDeletion() => _isDeleting = true;

    /// <summary>This state machine, which has not been deleted.</summary>
    /// <exception cref="ApiException">StateMachineDeleting: it has.</exception>
    public LocalStateMachine Usable() => _isDeleting ? throw ApiException.StateMachineDeleting(arn) : this;

    /// <summary>Whether a request that creates another state machine is the one that created this, so that it has the same
    /// response. As on AWS, the roles and the tags may differ.</summary>
    public bool IsCreatedBy(LocalStateMachine created) =>
        created.Type == Type && created._publishing == _publishing && created.Revision.Text == Revision.Text
        && created.Revision.Settings == Revision.Settings;

    /// <summary>Replaces the revision by another one, unless nothing but its id and date is different.</summary>
    /// <returns>The revision then.</returns>
    public Revision Update(Func<Revision, Revision> change)
    {
        lock (_lock)
        {
            var changed = change(_revision);
            var isSame = changed.Text == _revision.Text && changed.RoleArn == _revision.RoleArn
                && changed.Settings == _revision.Settings;
            if (!isSame) _revision = changed;
            return _revision;
        }
    }
}
