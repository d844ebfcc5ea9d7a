using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.WebConsole.Graphs;

/// <summary>The states of a workflow and the transitions between them, as a definition has them.</summary>
/// <param name="Start">The name of the first state.</param>
/// <param name="Nodes">The states in the order of the definition.</param>
/// <param name="Edges">The transitions.</param>
public sealed record StateGraph(string Start, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges)
{
    /// <summary>Reads a valid definition, a branch or an item processor.</summary>
    public static StateGraph Read(JsonData workflow)
    {
        var states = workflow["States"]!.Fields;
        var edges = states.SelectMany(state => EdgesOf(state.Key, state.Value))
            .DistinctBy(edge => (edge.From, edge.To, edge.Kind));
        return new StateGraph(
            workflow["StartAt"]!.Text, [.. states.Select(state => NodeOf(state.Key, state.Value))], [.. edges]);
    }

    private static GraphNode NodeOf(string name, JsonData state)
    {
        var processor = state["ItemProcessor"] ?? state["Iterator"];
        IEnumerable<JsonData> workflows = processor is not null ? [processor] : List(state, "Branches");
        return new GraphNode(name, state["Type"]!.Text, [.. workflows.Select(Read)]);
    }

    private static IEnumerable<GraphEdge> EdgesOf(string from, JsonData state)
    {
        foreach (var choice in List(state, "Choices"))
        {
            if (choice["Next"] is { } next) yield return new GraphEdge(from, next.Text, EdgeKind.Choice);
        }
        if (state["Default"] is { } otherwise) yield return new GraphEdge(from, otherwise.Text, EdgeKind.Default);
        if (state["Next"] is { } after) yield return new GraphEdge(from, after.Text, EdgeKind.Next);
        foreach (var catcher in List(state, "Catch"))
            yield return new GraphEdge(from, catcher["Next"]!.Text, EdgeKind.Catch);
    }

    private static IEnumerable<JsonData> List(JsonData state, string field) => state[field] as IEnumerable<JsonData> ?? [];
}

/// <summary>A state.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Workflows">The branches of a Parallel state, the item processor of a Map state.</param>
public sealed record GraphNode(string Name, string Type, IReadOnlyList<StateGraph> Workflows);

/// <summary>A transition.</summary>
public readonly record struct GraphEdge(string From, string To, EdgeKind Kind);

/// <summary>The field of a transition.</summary>
public enum EdgeKind
{
    Next,
    Choice,
    Default,
    Catch,
}
