using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;

namespace VideoPipeline.Local.Serving.StepFunctions.Durability;

/// <summary>The definitions of a folder, each of which is read once. Thread-safe.</summary>
internal sealed class SavedDefinitions(ServerFolder folder)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Hash, string Type), SavedDefinition> _known = [];

    /// <summary>The hashes of those that have been read.</summary>
    public IReadOnlySet<string> Hashes
    {
        get
        {
            lock (_lock) return _known.Keys.Select(key => key.Hash).ToHashSet();
        }
    }

    /// <summary>Reads a definition.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="type">The type of the state machine.</param>
    /// <exception cref="IOException">There is none of the hash.</exception>
    public SavedDefinition Read(string hash, string type)
    {
        lock (_lock)
        {
            if (!_known.TryGetValue((hash, type), out var definition))
                _known[(hash, type)] = definition = Parse(folder.ReadDefinition(hash), type);
            return definition;
        }
    }

    private static SavedDefinition Parse(string text, string type)
    {
        try
        {
            return new SavedDefinition(text, StateMachineDefinition.Parse(text, type == StateMachineType.Express), null);
        }
        catch (InvalidDefinitionException invalid)
        {
            const string None = """{"StartAt": "None", "States": {"None": {"Type": "Fail"}}}""";
            return new SavedDefinition(
                text, StateMachineDefinition.Parse(None), $"Its definition can no longer be read: {invalid.Message}");
        }
    }
}

/// <summary>A definition.</summary>
/// <param name="Text">The definition as it was given.</param>
/// <param name="Definition">The definition; if it is no longer valid, one that fails.</param>
/// <param name="Problem">Why it is no longer valid; null if it is.</param>
internal sealed record SavedDefinition(string Text, StateMachineDefinition Definition, string? Problem);
