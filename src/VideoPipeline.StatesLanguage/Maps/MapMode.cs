using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>How a Map runs its processor: inline in the same execution, or distributed over child executions.</summary>
internal abstract class MapMode
{
    /// <summary>Runs the processor over all items and records the events from MapStateStarted on.</summary>
    /// <param name="input">The state's input after InputPath.</param>
    /// <returns>The result of the state.</returns>
    public abstract Task<JToken> RunAsync(JToken input, StateVisit visit, CancellationToken cancellation);
}

/// <summary>What both modes share: where the items are, what each iteration is given, what it runs, how many at
/// once.</summary>
internal sealed record MapIteration(
    Expression ItemsPath, PayloadTemplate? Selector, Workflow Processor, IntegerOrPath MaxConcurrency)
{
    public static MapIteration Parse(DefinitionNode node, Workflow processor)
    {
        node.AllowOneOf("ItemSelector", "Parameters");
        return new MapIteration(
            node.Optional("ItemsPath")?.Path() ?? Expression.Parse("$"),
            (node.Optional("ItemSelector") ?? node.Optional("Parameters"))?.Template(),
            processor,
            IntegerOrPath.Parse(node, "MaxConcurrency", 0));
    }

    /// <exception cref="StatesException">States.Runtime: ItemsPath does not lead to an array.</exception>
    public JArray Items(JToken input, StateVisit visit) => ItemsPath.Find(visit.Scope(input)) switch
    {
        JArray items => items,
        null => throw StatesException.Runtime(
            $"Invalid path '{ItemsPath.Text}' : No results for path: {ItemsPath.Text}"),
        _ => throw StatesException.Runtime($"Reference path \"{ItemsPath.Text}\" must point to array."),
    };

    /// <summary>What an iteration over this item is given.</summary>
    public JToken InputFor(MapItem item, JToken input, StateVisit visit) =>
        Selector?.Evaluate(visit.Scope(input, item)) ?? item.Value;

    /// <summary>How many of <paramref name="count"/> iterations run at once; 0 in the definition means the mode's
    /// limit.</summary>
    public int Slots(int count, int limit, Scope scope)
    {
        var asked = MaxConcurrency.Find(scope) ?? 0;
        return Math.Min(count, asked == 0 ? limit : Math.Min(asked, limit));
    }
}
