namespace VideoPipeline.WebConsole.Graphs;

/// <summary>A place in a row: of a state, or of a transition that passes the row.</summary>
/// <param name="Row">The row.</param>
/// <param name="State">The state; null for a transition.</param>
/// <param name="Number">Distinguishes transitions of a row.</param>
internal sealed record GraphSlot(int Row, string? State, int Number);

/// <summary>The rows of a graph. Each state lies below all that lead to it, except by loops.</summary>
internal sealed class GraphLayers
{
    private readonly StateGraph _graph;
    private readonly Dictionary<string, int> _rows = [];
    private readonly HashSet<GraphEdge> _loops = [];

    private GraphLayers(StateGraph graph)
    {
        _graph = graph;
        FindLoops();
        var forward = graph.Edges.Where(edge => !_loops.Contains(edge)).ToList();
        foreach (var node in graph.Nodes) _rows[node.Name] = 0;
        // The longest way to each state: as many rounds as there are states are enough, as there are no circles.
        for (var round = 0; round < graph.Nodes.Count; round++)
        {
            foreach (var edge in forward) _rows[edge.To] = Math.Max(_rows[edge.To], _rows[edge.From] + 1);
        }
        var rows = Enumerable.Range(0, _rows.Values.Max() + 1).Select(_ => new List<GraphSlot>()).ToList();
        var slots = graph.Nodes.ToDictionary(node => node.Name, node => new GraphSlot(_rows[node.Name], node.Name, 0));
        foreach (var node in graph.Nodes) rows[_rows[node.Name]].Add(slots[node.Name]);
        // Transitions between the same states are drawn as one line.
        Edges = [.. forward.DistinctBy(edge => (edge.From, edge.To)).Select(edge => (edge, Pass(edge, slots, rows)))];
        Rows = rows;
        Loops = [.. graph.Edges.Where(_loops.Contains).DistinctBy(edge => (edge.From, edge.To))];
    }

    /// <summary>The places of each row, in the order of the definition.</summary>
    public IReadOnlyList<List<GraphSlot>> Rows { get; }

    /// <summary>The transitions downwards, with their places in each row from the first state to the second.</summary>
    public IReadOnlyList<(GraphEdge Edge, IReadOnlyList<GraphSlot> Slots)> Edges { get; }

    /// <summary>The transitions to the same state or one above.</summary>
    public IReadOnlyList<GraphEdge> Loops { get; }

    /// <summary>Orders a graph in rows.</summary>
    public static GraphLayers Of(StateGraph graph) => new(graph);

    private static GraphSlot[] Pass(
        GraphEdge edge, Dictionary<string, GraphSlot> slots, List<List<GraphSlot>> rows)
    {
        var (from, to) = (slots[edge.From], slots[edge.To]);
        var between = new List<GraphSlot>();
        for (var row = from.Row + 1; row < to.Row; row++)
        {
            between.Add(new GraphSlot(row, null, rows[row].Count));
            rows[row].Add(between[^1]);
        }
        return [from, .. between, to];
    }

    // A transition to a state that is still open in a walk in depth closes a circle.
    private void FindLoops()
    {
        var edges = _graph.Edges.ToLookup(edge => edge.From);
        var (open, done) = (new HashSet<string>(), new HashSet<string>());
        Walk(_graph.Start);
        foreach (var node in _graph.Nodes) Walk(node.Name);

        void Walk(string state)
        {
            if (!done.Add(state)) return;
            open.Add(state);
            foreach (var edge in edges[state])
            {
                if (open.Contains(edge.To)) _loops.Add(edge);
                else Walk(edge.To);
            }
            open.Remove(state);
        }
    }
}
