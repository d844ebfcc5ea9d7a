using VideoPipeline.Local.Serving.StepFunctions;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.WebConsole.Components;
using VideoPipeline.WebConsole.Histories;
using VideoPipeline.WebConsole.Live;

namespace VideoPipeline.WebConsole.Graphs;

/// <summary>What became of the states of an execution and of its child executions.</summary>
internal static class GraphStates
{
    /// <summary>Reads it from the visits.</summary>
    /// <param name="model">The execution.</param>
    /// <param name="executions">Finds its Map Runs.</param>
    /// <param name="feed">Knows their child executions.</param>
    /// <param name="tab">The selected tab, which links keep.</param>
    public static Dictionary<string, GraphState> Of(
        ExecutionModel model, LocalExecutions executions, ExecutionFeed feed, string? tab)
    {
        var states = new Dictionary<string, GraphState>();
        foreach (var visits in model.Visits.GroupBy(visit => visit.Name))
        {
            // What runs or failed is what people look for, of several iterations.
            var shown = visits.LastOrDefault(visit => visit.Status is VisitStatus.Running or VisitStatus.Failed) ?? visits.Last();
            var count = visits.Count();
            states[visits.Key] = new GraphState(
                shown.Status, count > 1 ? $"{count}×" : null, Links.Execution(model.Execution.Arn, shown.Id, tab));
        }
        foreach (var run in model.Visits.Select(visit => visit.MapRunArn).OfType<string>().Distinct())
        {
            if (executions.Known.FindMapRun(run) is not { } mapRun) continue;
            var counts = mapRun.ItemCounts;
            if (states.TryGetValue(mapRun.StateName, out var map))
                states[mapRun.StateName] = map with { Note = $"{counts.Succeeded} of {counts.Total}" };
            foreach (var items in feed.Items(mapRun).All.Where(item => item.State is not null).GroupBy(item => item.State!))
                states[items.Key] = OfItems([.. items], tab);
        }
        foreach (var paused in PausedStates(model))
        {
            var link = Links.Execution(model.Execution.Arn, tab: tab);
            states[paused] = new GraphState(VisitStatus.Running, "waits", $"{link}#stepping-title");
        }
        return states;
    }

    // Before they are entered, they have no visit.
    private static IEnumerable<string> PausedStates(ExecutionModel model) => model.Execution.Start.Debugger is { } debugger
        ? debugger.Paused.Where(paused => paused.Failure is null)
            .Where(paused => model.Execution.MapRun is null || paused.Entry.ExecutionArn == model.Execution.Arn)
            .Select(paused => paused.Entry.State.Name)
        : [];

    private static GraphState OfItems(IReadOnlyList<ChildItem> items, string? tab)
    {
        var shown = items.FirstOrDefault(item => item.Status is ExecutionStatus.Failed or ExecutionStatus.TimedOut)
            ?? items.FirstOrDefault(item => item.Status == ExecutionStatus.Running)
            ?? items[^1];
        var same = items.Count(item => item.Status == shown.Status);
        return new GraphState(Texts.Visit(shown.Status), $"{same}×", Links.Execution(shown.Arn, tab: tab));
    }
}
