namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>What the states of a state machine share: the query language, the type of the state machine, and the names that
/// must be unique in it.</summary>
internal sealed class StateMachineScope(QueryLanguage language, bool isExpress)
{
    private readonly HashSet<string> _states = new(StringComparer.Ordinal);
    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);

    public QueryLanguage Language => language;

    /// <summary>Whether the state machine is of type EXPRESS.</summary>
    public bool IsExpress => isExpress;

    /// <summary>Adds the name of a state; false if another one has it.</summary>
    public bool AddState(string name) => _states.Add(name);

    /// <summary>Adds the Label of a Map state; false if another one has it.</summary>
    public bool AddLabel(string label) => _labels.Add(label);
}
