using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Recovery;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>A Map state: runs a workflow for each item of an array.</summary>
internal sealed class MapState : State
{
    public static readonly StateFields Fields = new(
        [
            .. StateFields.Transition, "ItemSelector", "ItemProcessor", "Iterator", "MaxConcurrency", .. DistributedMap.Fields,
            .. RecoveryPolicy.Fields,
        ],
        [
            "InputPath", "OutputPath", "ItemsPath", "Parameters", "MaxConcurrencyPath", "ResultSelector", "ResultPath",
            .. DistributedMap.JsonPathFields,
        ],
        ["Items", "Output"]);

    private readonly MapMode _mode;
    private readonly RecoveryPolicy _recovery;

    private MapState(StateHead head, DefinitionNode node, WorkflowNames names)
        : base(head)
    {
        node.AllowAtMostOneOf("ItemProcessor", "Iterator");
        // Iterator is the deprecated name of ItemProcessor; AWS still accepts it.
        var processor = node.Optional("Iterator") ?? node.Required("ItemProcessor");
        processor.AllowOnly("an ItemProcessor", ["StartAt", "States", "ProcessorConfig", "Comment"]);
        var workflow = Workflow.Parse(processor, names);
        Workflows = [workflow];
        var iteration = MapIteration.Parse(node, workflow);
        var distributed = ParseIsDistributed(processor.Optional("ProcessorConfig"));
        if (!distributed && DistributedMap.Fields.Concat(DistributedMap.JsonPathFields).FirstOrDefault(node.Has) is { } stray)
        {
            throw node.Required(stray).Invalid(
                $"{stray} does not apply to an INLINE Map.", "Remove it, or set Mode to DISTRIBUTED.");
        }
        _mode = distributed ? new DistributedMap(node, iteration) : new InlineMap(iteration);
        _recovery = RecoveryPolicy.Parse(node);
    }

    public override StateType Type => StateType.Map;

    internal override bool CanRetry => true;

    internal override IReadOnlyList<Workflow> Workflows { get; }

    internal override IEnumerable<string> Targets => base.Targets.Concat(_recovery.Targets);

    public static MapState Parse(string name, DefinitionNode node, WorkflowNames names) =>
        new(StateHead.ParseTransition(name, node), node, names);

    internal override ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        return _recovery.RunAsync(visit, AttemptAsync, RecordFailure, cancellation);

        async ValueTask<Transition> AttemptAsync(CancellationToken token)
        {
            if (visit.Mock is { } mock) return Head.Complete(mock.Take(), visit);
            var result = await _mode.RunAsync(Head.Data.Input(visit), visit, token).ConfigureAwait(false);
            visit.Track.AppendWithoutSuccessor(HistoryEventType.MapStateSucceeded);
            visit.Track.PreviousEventId = result.ExitLink;
            return Head.Complete(result.Value, visit);
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
