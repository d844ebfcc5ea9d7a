using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.WebConsole.Graphs;
using Xunit;

namespace VideoPipeline.WebConsole.Tests.Graphs;

public sealed class GraphLayoutTests
{
    [Fact]
    public void Of_Chain_IsOneColumn()
    {
        var layout = Layout("""
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "C"}, "C": {"Type": "Succeed"}}}
            """);

        Assert.Single(layout.Nodes.Select(node => node.X + (node.Width / 2)).Distinct());
        Assert.Equal(["A", "B", "C"], layout.Nodes.OrderBy(node => node.Y).Select(node => node.Node.Name));
        Assert.Equal(2, layout.Edges.Count);
    }

    [Fact]
    public void Of_LoopBack_DoesNotMoveStatesDown()
    {
        var layout = Layout("""
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Next": "B"},
              "B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "A"}], "Default": "C"},
              "C": {"Type": "Succeed"}}}
            """);

        Assert.Equal(["A", "B", "C"], layout.Nodes.OrderBy(node => node.Y).Select(node => node.Node.Name));
        Assert.Equal(3, layout.Edges.Count);
        Assert.True(layout.Edges.SelectMany(edge => edge.Points).Max(point => point.X) <= layout.Width);
    }

    [Fact]
    public void Of_StatesWithinAMap_LieInsideItsBox()
    {
        var layout = Layout("""
            {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {
              "StartAt": "A long name of a state", "States": {
                "A long name of a state": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "End": true}}}}}}
            """);

        var box = layout.Nodes.Single(node => node.Node.Name == "M");
        Assert.All(layout.Nodes.Where(node => node != box), node => Assert.True(
            node.X > box.X && node.Y > box.Y && node.X + node.Width < box.X + box.Width
            && node.Y + node.Height < box.Y + box.Height));
    }

    [Fact]
    public void Of_AnyGraph_StatesDoNotOverlapAndFollowThoseThatLeadToThem()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var graph = Random(seed);
            var layout = GraphLayout.Of(graph);
            for (var i = 0; i < layout.Nodes.Count; i++)
            {
                for (var j = 0; j < i; j++) Assert.False(Overlap(layout.Nodes[i], layout.Nodes[j]), $"seed {seed}");
            }
            var tops = layout.Nodes.ToDictionary(node => node.Node.Name, node => node.Y);
            Assert.All(graph.Edges, edge => Assert.True(tops[edge.From] < tops[edge.To], $"seed {seed}"));
            Assert.All(layout.Nodes, node => Assert.True(node.X >= -0.01 && node.X + node.Width <= layout.Width + 0.01));
        }
    }

    // States lead only to later ones, so that none is a loop.
    private static StateGraph Random(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(1, 15);
        var nodes = Enumerable.Range(0, count)
            .Select(i => new GraphNode(new string('x', random.Next(1, 30)) + i, "Pass", [])).ToList();
        var edges = from i in Enumerable.Range(0, count)
                    from _ in Enumerable.Range(0, random.Next(3))
                    where i + 1 < count
                    select new GraphEdge(nodes[i].Name, nodes[random.Next(i + 1, count)].Name, EdgeKind.Choice);
        return new StateGraph(nodes[0].Name, nodes, [.. edges]);
    }

    private static bool Overlap(PlacedNode one, PlacedNode other) =>
        one.X < other.X + other.Width && other.X < one.X + one.Width
        && one.Y < other.Y + other.Height && other.Y < one.Y + one.Height;

    private static GraphLayout Layout(string definition) => GraphLayout.Of(StateGraph.Read(JsonData.Parse(definition)));
}
