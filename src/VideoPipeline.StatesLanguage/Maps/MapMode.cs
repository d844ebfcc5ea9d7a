using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Testing;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The processing mode of a Map state: INLINE in the same execution, or DISTRIBUTED over child
/// executions.</summary>
internal abstract class MapMode
{
    /// <summary>Runs the ItemProcessor for all items and records the events, starting with MapStateStarted.</summary>
    /// <param name="input">The state's input after InputPath.</param>
    /// <param name="visit">The execution of the state.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>The result of the state.</returns>
    public abstract Task<MapResult> RunAsync(JsonData input, StateVisit visit, CancellationToken cancellation);

    /// <summary>Evaluates the fields of a tested state, whose ItemProcessor does not run.</summary>
    /// <param name="input">The state's input after InputPath.</param>
    /// <param name="visit">The execution of the state.</param>
    /// <param name="test">The test, whose inspection gets the values.</param>
    /// <exception cref="StatesException">A field failed, or the failed iterations are not tolerated.</exception>
    /// <exception cref="InvalidStateTestException">There are no items, or fewer than have failed.</exception>
    public abstract void Inspect(JsonData input, StateVisit visit, StateTest test);

    /// <summary>The failure of the state if an iteration fails while a state of it is tested; null if it is tolerated.</summary>
    public virtual StatesException? FailureOf(StatesException iteration, StateVisit visit) => iteration;
}

/// <summary>The result of a Map state.</summary>
/// <param name="ExitLink">The id of the event that MapStateExited is linked to. As on AWS since November 2024, that of a Map
/// Run is MapRunStarted.</param>
internal readonly record struct MapResult(JsonData Value, long ExitLink);

/// <summary>The fields common to both modes: ItemsPath or Items, ItemSelector, ItemProcessor and MaxConcurrency.</summary>
internal sealed class MapIteration
{
    private readonly ItemSource _source;
    private readonly PayloadTemplate? _selector;
    private readonly IntegerField _maxConcurrency;
    private readonly bool _hasItemsPath;

    private MapIteration(DefinitionNode node, Workflow processor, bool isDistributed)
    {
        node.AllowAtMostOneOf("ItemSelector", "Parameters");
        _source = ItemSource.Parse(node, takesObjects: isDistributed);
        _hasItemsPath = node.Language == QueryLanguage.JsonPath;
        _selector = (node.Optional("ItemSelector") ?? node.Optional("Parameters"))?.Template();
        _maxConcurrency = IntegerField.Parse(node, "MaxConcurrency", 0);
        Processor = processor;
    }

    public Workflow Processor { get; }

    public static MapIteration Parse(DefinitionNode node, Workflow processor, bool isDistributed) =>
        new(node, processor, isDistributed);

    /// <summary>The items of the state's input.</summary>
    /// <exception cref="StatesException">The field does not refer to an array or an object.</exception>
    public IReadOnlyList<MapItem> Items(JsonData input, StateVisit visit) => _source.Items(visit.Scope(input));

    /// <summary>The input of the iteration for an item: the result of ItemSelector, or the item itself.</summary>
    public JsonData InputFor(MapItem item, JsonData input, StateVisit visit) =>
        _selector?.Evaluate(visit.Scope(input, item)) ?? item.Value;

    /// <summary>The items of a tested state.</summary>
    public IReadOnlyList<MapItem> InspectItems(JsonData input, StateVisit visit, StateInspection inspection)
    {
        var items = Items(input, visit);
        if (_hasItemsPath) inspection.AfterItemsPath = ArrayData.Of(items.Select(item => item.Value));
        return items;
    }

    /// <summary>The inputs of the iterations of a tested state.</summary>
    public JsonData[] InspectInputs(
        IReadOnlyList<MapItem> items, JsonData input, StateVisit visit, StateInspection inspection)
    {
        var inputs = items.Select(item => InputFor(item, input, visit)).ToArray();
        if (_selector is not null) inspection.AfterItemSelector = ArrayData.Of(inputs);
        return inputs;
    }

    /// <summary>The value of MaxConcurrency.</summary>
    public int RequestedConcurrency(Scope scope) => _maxConcurrency.Evaluate(scope) ?? 0;

    /// <summary>The number of iterations that may run concurrently; a MaxConcurrency of 0 means the limit of the mode.</summary>
    public static int Concurrency(int requested, int limit) => requested == 0 ? limit : Math.Min(requested, limit);
}
