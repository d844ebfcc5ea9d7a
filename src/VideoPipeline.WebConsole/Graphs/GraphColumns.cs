namespace VideoPipeline.WebConsole.Graphs;

/// <summary>Places what is in the rows of a graph beside each other, near what it is connected with.</summary>
internal static class GraphColumns
{
    private const int Rounds = 12;

    /// <summary>Orders the rows and places them.</summary>
    /// <param name="layers">The rows; they are put into their order.</param>
    /// <param name="width">The width of what is at a place.</param>
    /// <param name="gap">The distance between neighbors.</param>
    /// <returns>The centers. The leftmost side is at 0.</returns>
    public static IReadOnlyDictionary<GraphSlot, double> Place(GraphLayers layers, Func<GraphSlot, double> width, double gap)
    {
        var links = layers.Edges.SelectMany(edge => edge.Slots.Zip(edge.Slots.Skip(1))).ToList();
        var above = links.ToLookup(link => link.Second, link => link.First);
        var below = links.ToLookup(link => link.First, link => link.Second);
        var centers = new Dictionary<GraphSlot, double>();
        foreach (var row in layers.Rows) Pack(row, centers, width, gap, row.Select((_, i) => (double)i).ToList());
        for (var round = 0; round < Rounds; round++)
        {
            var isDown = round % 2 == 0;
            foreach (var row in isDown ? layers.Rows : layers.Rows.Reverse())
            {
                var near = isDown ? above : below;
                var wanted = row.ToDictionary(
                    slot => slot, slot => near[slot].Any() ? near[slot].Average(other => centers[other]) : centers[slot]);
                GraphSlot[] ordered = [.. row.OrderBy(slot => wanted[slot])];
                row.Clear();
                row.AddRange(ordered);
                Pack(row, centers, width, gap, [.. row.Select(slot => wanted[slot])]);
            }
        }
        var left = centers.Min(center => center.Value - (width(center.Key) / 2));
        return centers.ToDictionary(center => center.Key, center => center.Value - left);
    }

    // As near as possible to the wanted centers, without overlap: what overlaps becomes a block around its own center.
    private static void Pack(
        List<GraphSlot> row, Dictionary<GraphSlot, double> centers, Func<GraphSlot, double> width, double gap,
        List<double> wanted)
    {
        var offsets = new double[row.Count];
        for (var i = 1; i < row.Count; i++)
            offsets[i] = offsets[i - 1] + (width(row[i - 1]) / 2) + gap + (width(row[i]) / 2);
        var blocks = new List<(double Sum, int Count)>();
        for (var i = 0; i < row.Count; i++)
        {
            var block = (Sum: wanted[i] - offsets[i], Count: 1);
            while (blocks.Count > 0 && blocks[^1].Sum / blocks[^1].Count > block.Sum / block.Count)
            {
                block = (block.Sum + blocks[^1].Sum, block.Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }
            blocks.Add(block);
        }
        var at = 0;
        foreach (var (sum, count) in blocks)
        {
            for (var i = 0; i < count; i++, at++) centers[row[at]] = offsets[at] + (sum / count);
        }
    }
}
