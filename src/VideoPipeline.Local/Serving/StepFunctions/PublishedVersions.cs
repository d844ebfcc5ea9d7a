namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>A published version of a state machine.</summary>
internal sealed record PublishedVersion(int Number, Revision Revision, string? Description, DateTimeOffset Date);

/// <summary>The published versions of a state machine, and the aliases that refer to them. Thread-safe.</summary>
internal sealed class PublishedVersions(string machineArn)
{
    // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
    private const int MaxVersions = 1000, MaxAliases = 100;

    private readonly Lock _lock = new();
    private readonly List<PublishedVersion> _versions = [];
    private readonly SortedDictionary<string, Alias> _aliases = new(StringComparer.Ordinal);
    private int _lastVersion;

    /// <summary>The versions, oldest first.</summary>
    public IReadOnlyList<PublishedVersion> All => Locked(() => _versions.ToArray());

    /// <summary>The aliases, in the order of their names.</summary>
    public IReadOnlyList<Alias> Aliases => Locked(() => _aliases.Values.ToArray());

    /// <summary>Finds a version by its number; null if it does not exist.</summary>
    public PublishedVersion? Find(int number) => Locked(() => _versions.Find(version => version.Number == number));

    /// <summary>Finds an alias by its name; null if it does not exist.</summary>
    public Alias? FindAlias(string name) => Locked(() => _aliases.GetValueOrDefault(name));

    /// <summary>Publishes a revision, unless it has a version already.</summary>
    /// <returns>Its version.</returns>
    /// <exception cref="ApiException">ServiceQuotaExceededException.</exception>
    public PublishedVersion Publish(Revision revision, string? description, DateTimeOffset now) => Locked(() =>
    {
        if (_versions.Find(version => version.Revision.Id == revision.Id) is { } published) return published;
        if (_versions.Count == MaxVersions)
            throw ApiException.QuotaExceeded($"The state machine '{machineArn}' already has {MaxVersions} versions.");
        var version = new PublishedVersion(++_lastVersion, revision, description, now);
        _versions.Add(version);
        return version;
    });

    /// <summary>Deletes a version, if it exists.</summary>
    /// <exception cref="ApiException">ConflictException: an alias refers to it.</exception>
    public void Delete(int number) => Locked(() =>
    {
        var referring = _aliases.Values.Where(alias => alias.RefersTo(number)).Select(alias => alias.Name).ToArray();
        if (referring.Length > 0)
        {
            throw ApiException.Conflict(
                "Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: "
                + $"[{string.Join(", ", referring)}]");
        }
        return _versions.RemoveAll(version => version.Number == number);
    });

    /// <summary>Adds an alias, unless the same one exists.</summary>
    /// <returns>The alias.</returns>
    /// <exception cref="ApiException">ConflictException: a different one of its name exists; ResourceNotFound: a version does not
    /// exist; ServiceQuotaExceededException.</exception>
    public Alias Add(Alias alias) => Locked(() =>
    {
        CheckVersions(alias.Routes);
        if (_aliases.TryGetValue(alias.Name, out var existing))
        {
            return existing.IsSame(alias) ? existing : throw ApiException.Conflict(
                "Failed to create alias because an alias with the same name and a different routing configuration already "
                + "exists.");
        }
        if (_aliases.Count == MaxAliases)
            throw ApiException.QuotaExceeded($"The state machine '{machineArn}' already has {MaxAliases} aliases.");
        return _aliases[alias.Name] = alias;
    });

    /// <summary>Changes an alias.</summary>
    /// <exception cref="ApiException">ResourceNotFound: it, or a version, does not exist.</exception>
    public void UpdateAlias(string name, Func<Alias, Alias> change) => Locked(() =>
    {
        var changed = change(_aliases.GetValueOrDefault(name) ?? throw ApiException.ReferenceNotFound());
        CheckVersions(changed.Routes);
        return _aliases[name] = changed;
    });

    /// <summary>Deletes an alias, if it exists.</summary>
    public void DeleteAlias(string name) => Locked(() => _aliases.Remove(name));

    private void CheckVersions(IEnumerable<Route> routes)
    {
        if (!routes.All(route => _versions.Exists(version => version.Number == route.Version)))
            throw ApiException.ReferenceNotFound();
    }

    private T Locked<T>(Func<T> work)
    {
        lock (_lock) return work();
    }
}
