using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.States;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.StatesLanguage.Testing;

/// <summary>A state that is tested by itself: the only one of a definition, or one of a state machine.</summary>
public sealed class StateUnderTest
{
    // As on AWS, also the name of a state of a state machine in the context object.
    internal const string Name = "StateName";

    private StateUnderTest(State state, IReadOnlyList<State> outer) => (State, Outer) = (state, outer);

    public State State { get; }

    /// <summary>The Map and Parallel states around the state, the innermost first.</summary>
    public IReadOnlyList<State> Outer { get; }

    /// <summary>Whether the state belongs to the ItemProcessor of a Map state.</summary>
    public bool IsInMap => Outer.Any(outer => outer.Type == StateType.Map);

    /// <summary>The names of the state and of all states within it.</summary>
    public IEnumerable<string> Names => NamesOf(State);

    /// <summary>The number of branches of a Parallel state; 0 for any other state.</summary>
    public int Branches => State.Type == StateType.Parallel ? State.Workflows.Count : 0;

    /// <summary>Whether the state is a Map state that reads its items from an object, or lists objects.</summary>
    public bool HasItemReader => State is MapState { HasItemReader: true };

    /// <summary>Whether the state is a Map state that writes its results to objects.</summary>
    public bool HasResultWriter => State is MapState { HasResultWriter: true };

    /// <summary>The resource of a Task state; null for any other state.</summary>
    public string? Resource => (State as TaskState)?.Resource;

    /// <summary>Whether the state is a Task of an activity.</summary>
    public bool IsActivity => Resource is { } resource && ActivityTask.IsActivity(resource);

    /// <summary>Parses the definition of a single state, whose transitions may lead anywhere.</summary>
    /// <exception cref="InvalidDefinitionException">It violates the Amazon States Language.</exception>
    public static StateUnderTest Parse(string json) => new(StateMachineDefinition.ParseState(Name, json), []);

    /// <summary>Finds a state of a state machine, also within Map and Parallel states; null if there is none.</summary>
    public static StateUnderTest? Find(StateMachineDefinition definition, string name) =>
        Find(definition.Workflow, name, []);

    private static StateUnderTest? Find(Workflow workflow, string name, IReadOnlyList<State> outer) =>
        workflow.States.TryGetValue(name, out var state)
            ? new StateUnderTest(state, outer)
            : workflow.States.Values
                .SelectMany(parent => parent.Workflows, (parent, inner) => Find(inner, name, [parent, .. outer]))
                .FirstOrDefault(found => found is not null);

    private static IEnumerable<string> NamesOf(State state) =>
        state.Workflows.SelectMany(workflow => workflow.States.Values).SelectMany(NamesOf).Prepend(state.Name);
}
