using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace VideoPipeline.Local.Serving.StepFunctions;

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
    /// <exception cref="ApiException">StateMachineDoesNotExist, InvalidArn.</exception>
    public LocalStateMachine Find(string arn)
    {
        _ = Arns.Parse(arn, "stateMachine");
        return TryGet(arn, out var machine) ? machine : throw NotFound(arn);
    }

    /// <summary>Finds the state machine and the revision that an ARN names: the current one, or that of a version.</summary>
    /// <exception cref="ApiException">StateMachineDoesNotExist, InvalidArn.</exception>
    public (LocalStateMachine Machine, Revision Revision, string? VersionArn) Resolve(string arn)
    {
        var parts = Arns.Parse(arn, "stateMachine");
        var machine = Find(string.Join(':', parts.Take(Arns.StateMachineParts)));
        if (parts.Length == Arns.StateMachineParts) return (machine, machine.Revision, null);
        var version = machine.Versions.FirstOrDefault(version => Arns.Version(machine.Arn, version.Number) == arn)
            ?? throw NotFound(arn);
        return (machine, version.Revision, arn);
    }

    private ApiException NotFound(string arn) => new(
        "StateMachineDoesNotExist",
        $"State Machine Does Not Exist: '{arn}'. The server has {string.Join(", ", _all.Keys.Order())}.");
}
