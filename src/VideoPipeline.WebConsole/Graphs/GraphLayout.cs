namespace VideoPipeline.WebConsole.Graphs;

/// <summary>A state at its place.</summary>
/// <param name="Node">The state.</param>
/// <param name="X">The left side.</param>
/// <param name="Y">The upper side.</param>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
public sealed record PlacedNode(GraphNode Node, double X, double Y, double Width, double Height);

/// <summary>A transition as a line through points.</summary>
public sealed record PlacedEdge(GraphEdge Edge, IReadOnlyList<(double X, double Y)> Points);

/// <summary>
/// A graph of states drawn from top to bottom, in layers (K. Sugiyama et al., "Methods for visual understanding of hierarchical
/// system structures", 1981): each state lies below those that lead to it; transitions to a state above go around on the right.
/// </summary>
/// <param name="Nodes">All states, each before those within it.</param>
/// <param name="Edges">All transitions.</param>
/// <param name="Width">The width of the drawing.</param>
/// <param name="Height">The height of the drawing.</param>
public sealed record GraphLayout(
    IReadOnlyList<PlacedNode> Nodes, IReadOnlyList<PlacedEdge> Edges, double Width, double Height)
{
    private const double RowGap = 24, ColumnGap = 20, LoopGap = 14, NodeHeight = 32, HeaderHeight = 32, Padding = 12;

    // The width of a letter of the labels, on average, and of what is beside them: the symbol and a remark.
    private const double LetterWidth = 7.4, MinWidth = 110, SymbolWidth = 84;

    /// <summary>Lays out a graph.</summary>
    public static GraphLayout Of(StateGraph graph)
    {
        var layers = GraphLayers.Of(graph);
        var boxes = graph.Nodes.ToDictionary(node => node.Name, Box.Of);
        var centers = GraphColumns.Place(layers, slot => slot.State is { } name ? boxes[name].Width : 0, ColumnGap);
        var rows = RowsOf(layers, boxes);
        var placed = new Dictionary<string, PlacedNode>();
        foreach (var slot in layers.Rows.SelectMany(row => row).Where(slot => slot.State is not null))
        {
            var box = boxes[slot.State!];
            placed[slot.State!] = new PlacedNode(
                box.Node, centers[slot] - (box.Width / 2), rows[slot.Row].Top, box.Width, box.Height);
        }
        var nested = placed.Values.SelectMany(node => boxes[node.Node.Name].Inside(node)).ToList();
        var width = placed.Values.Max(node => node.X + node.Width);
        var loops = layers.Loops.Select((edge, i) => Loop(edge, placed, width + (LoopGap * (i + 1)))).ToList();
        var edges = layers.Edges.Select(edge => Line(edge.Edge, edge.Slots, placed, centers, rows));
        return new GraphLayout(
            [.. placed.Values, .. nested.SelectMany(layout => layout.Nodes)],
            [.. edges, .. loops, .. nested.SelectMany(layout => layout.Edges)],
            width + (loops.Count == 0 ? 0 : LoopGap * (loops.Count + 0.5)),
            rows[^1].Top + rows[^1].Height);
    }

    private static (double Top, double Height)[] RowsOf(GraphLayers layers, Dictionary<string, Box> boxes)
    {
        var rows = new (double Top, double Height)[layers.Rows.Count];
        var top = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            var height = layers.Rows[i].Max(slot => slot.State is { } name ? boxes[name].Height : 0);
            rows[i] = (top, height);
            top += height + RowGap;
        }
        return rows;
    }

    // From the lower side of the first state, through the whole height of the rows between, to the upper side of the last.
    private static PlacedEdge Line(
        GraphEdge edge, IReadOnlyList<GraphSlot> slots, Dictionary<string, PlacedNode> placed,
        IReadOnlyDictionary<GraphSlot, double> centers, (double Top, double Height)[] rows)
    {
        var (from, to) = (placed[edge.From], placed[edge.To]);
        var between = slots.Skip(1).SkipLast(1).SelectMany(slot => new[]
        {
            (centers[slot], rows[slot.Row].Top), (centers[slot], rows[slot.Row].Top + rows[slot.Row].Height),
        });
        return new PlacedEdge(
            edge, [(centers[slots[0]], from.Y + from.Height), .. between, (centers[slots[^1]], to.Y)]);
    }

    private static PlacedEdge Loop(GraphEdge edge, Dictionary<string, PlacedNode> placed, double x)
    {
        var (from, to) = (placed[edge.From], placed[edge.To]);
        var (start, end) = (from.Y + (from.Height * 0.6), to.Y + (to.Height * 0.4));
        return new PlacedEdge(edge, [(from.X + from.Width, start), (x, start), (x, end), (to.X + to.Width, end)]);
    }

    private GraphLayout Move(double x, double y) => this with
    {
        Nodes = [.. Nodes.Select(node => node with { X = node.X + x, Y = node.Y + y })],
        Edges = [.. Edges.Select(edge => edge with { Points = [.. edge.Points.Select(point => (point.X + x, point.Y + y))] })],
    };

    private sealed record Box(GraphNode Node, IReadOnlyList<GraphLayout> Inner, double Width, double Height)
    {
        private double InnerWidth => Inner.Sum(layout => layout.Width) + (ColumnGap * (Inner.Count - 1));

        public static Box Of(GraphNode node)
        {
            var width = Math.Max(MinWidth, (node.Name.Length * LetterWidth) + SymbolWidth);
            if (node.Workflows.Count == 0) return new Box(node, [], width, NodeHeight);
            var box = new Box(node, [.. node.Workflows.Select(GraphLayout.Of)], width, 0);
            return box with
            {
                Width = Math.Max(width, box.InnerWidth + (2 * Padding)),
                Height = HeaderHeight + box.Inner.Max(layout => layout.Height) + Padding,
            };
        }

        public IEnumerable<GraphLayout> Inside(PlacedNode placed)
        {
            var left = placed.X + ((Width - InnerWidth) / 2);
            foreach (var layout in Inner)
            {
                yield return layout.Move(left, placed.Y + HeaderHeight);
                left += layout.Width + ColumnGap;
            }
        }
    }
}
