using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>What an execution that is started by an ARN runs.</summary>
/// <param name="Machine">The state machine.</param>
/// <param name="Revision">Its current revision, or that of the version.</param>
/// <param name="VersionArn">The version that the ARN names, or that its alias routes to; null for none.</param>
/// <param name="AliasArn">The alias that the ARN names; null for none.</param>
internal readonly record struct StateMachineReference(
    LocalStateMachine Machine, Revision Revision, string? VersionArn, string? AliasArn);

/// <summary>The state machines of the server, by ARN. Thread-safe.</summary>
/// <param name="arnPrefix">What the ARNs of new state machines begin with.</param>
internal sealed class LocalStateMachines(string arnPrefix)
{
    private readonly ConcurrentDictionary<string, LocalStateMachine> _all = new();

    public IEnumerable<LocalStateMachine> All => _all.Values;

    /// <summary>The ARN of a state machine of a name.</summary>
    public string ArnOf(string name) => arnPrefix + name;

    /// <summary>Adds a state machine unless there is one of its ARN.</summary>
    /// <returns>The state machine of the ARN.</returns>
    public LocalStateMachine GetOrAdd(LocalStateMachine machine) => _all.GetOrAdd(machine.Arn, machine);

    public bool TryGet(string arn, [NotNullWhen(true)] out LocalStateMachine? machine) => _all.TryGetValue(arn, out machine);

    public void Remove(string arn) => _all.TryRemove(arn, out _);

    /// <summary>Finds a state machine by its ARN.</summary>
    /// <exception cref="ApiException">StateMachineDoesNotExist: it does not, or the ARN is that of a version or alias;
    /// InvalidArn.</exception>
    public LocalStateMachine Find(string arn)
    {
        _ = Arns.ParseStateMachine(arn);
        return TryGet(arn, out var machine) ? machine : throw ApiException.StateMachineDoesNotExist(arn);
    }

    /// <summary>Finds the state machine, and the version or the alias that an ARN names.</summary>
    /// <exception cref="ApiException">StateMachineDoesNotExist: one of them does not; InvalidArn.</exception>
    public (LocalStateMachine Machine, PublishedVersion? Version, Alias? Alias) FindQualified(string arn)
    {
        var (machineArn, qualifier) = Arns.ParseStateMachine(arn);
        if (!TryGet(machineArn, out var machine)) throw ApiException.StateMachineDoesNotExist(arn);
        if (qualifier is null) return (machine, null, null);
        var version = Arns.VersionNumber(qualifier) is { } number ? machine.Versions.Find(number) : null;
        var alias = machine.Versions.FindAlias(qualifier);
        return version is null && alias is null
            ? throw ApiException.StateMachineDoesNotExist(arn)
            : (machine, version, alias);
    }

    /// <summary>Finds what an execution that is started by an ARN runs. That of an alias is chosen at random.</summary>
    /// <exception cref="ApiException">StateMachineDoesNotExist, InvalidArn.</exception>
    public StateMachineReference Resolve(string arn)
    {
        var (machine, version, alias) = FindQualified(arn);
        if (alias is not null)
        {
            version = machine.Versions.Find(alias.Choose(Random.Shared.Next(Alias.TotalWeight)))
                ?? throw ApiException.StateMachineDoesNotExist(arn);
        }
        return version is null
            ? new StateMachineReference(machine, machine.Revision, null, null)
            : new StateMachineReference(
                machine, version.Revision, Arns.Version(machine.Arn, version.Number), alias is null ? null : arn);
    }
}
