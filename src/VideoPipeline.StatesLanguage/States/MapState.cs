using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Recovery;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>A Map state: runs a workflow for each item of an array.</summary>
internal sealed class MapState : State
{
    public static readonly string[] Fields =
    [
        "Next", "End", "InputPath", "OutputPath", "ItemsPath", "ItemSelector", "Parameters", "ItemProcessor",
        "Iterator",
        "MaxConcurrency", "MaxConcurrencyPath", "ResultSelector", "ResultPath", .. DistributedMap.Fields,
            .. RecoveryPolicy.Fields,
    ];

    private readonly MapMode _mode;
    private readonly ResultProcessor _result;
    private readonly RecoveryPolicy _recovery;

    private MapState(StateHead head, DefinitionNode node, ISet<string> names)
        : base(head)
    {
        node.AllowAtMostOneOf("ItemProcessor", "Iterator");
        // Iterator is the deprecated name of ItemProcessor; AWS still accepts it.
        var processor = node.Optional("Iterator") ?? node.Required("ItemProcessor");
        processor.AllowOnly("an ItemProcessor", ["StartAt", "States", "ProcessorConfig", "Comment", "QueryLanguage"]);
        var iteration = MapIteration.Parse(node, Workflow.Parse(processor, names));
        var distributed = ParseIsDistributed(processor.Optional("ProcessorConfig"));
        if (!distributed && DistributedMap.Fields.FirstOrDefault(node.Has) is { } stray)
        {
            throw node.Required(stray).Invalid(
                $"{stray} does not apply to an INLINE Map.", "Remove it, or set Mode to DISTRIBUTED.");
        }
        _mode = distributed ? new DistributedMap(node, iteration) : new InlineMap(iteration);
        _result = ResultProcessor.Parse(node);
        _recovery = RecoveryPolicy.Parse(node);
    }

    public override StateType Type => StateType.Map;

    internal override bool CanRetry => true;

    internal override IEnumerable<string> Targets => base.Targets.Concat(_recovery.Targets);

    public static MapState Parse(string name, DefinitionNode node, ISet<string> names) =>
        new(StateHead.ParseTransition(name, node), node, names);

    internal override ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        return _recovery.RunAsync(visit, AttemptAsync, RecordFailure, cancellation);

        async ValueTask<Transition> AttemptAsync(CancellationToken token)
        {
            var input = Head.InputPath.Apply(visit.Scope(visit.RawInput));
            var result = await _mode.RunAsync(input, visit, token).ConfigureAwait(false);
            visit.Track.AppendWithoutSuccessor(HistoryEventType.MapStateSucceeded);
            visit.Track.PreviousEventId = result.ExitLink;
            return new Transition(_result.Apply(result.Value, Head, visit), Head.Next);
        }

        void RecordFailure()
        {
            if (visit.HasStarted) visit.Track.Append(HistoryEventType.MapStateFailed);
        }
    }

    private static bool ParseIsDistributed(DefinitionNode? config)
    {
        if (config is null) return false;
        config.AllowOnly("a ProcessorConfig", ["Mode", "ExecutionType"]);
        var distributed = config.Optional("Mode")?.OneOf("INLINE", "DISTRIBUTED") == "DISTRIBUTED";
        if (distributed) config.Required("ExecutionType").OneOf("STANDARD", "EXPRESS");
        else if (config.Has("ExecutionType")) throw config.Required("ExecutionType").Invalid(
            "ExecutionType does not apply to Mode INLINE.", "Remove it.");
        return distributed;
    }
}
