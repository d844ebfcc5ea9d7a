using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
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
            .. FailureToleranceFields.Names, .. RecoveryPolicy.Fields,
        ],
        [
            "InputPath", "OutputPath", "ItemsPath", "Parameters", "MaxConcurrencyPath", "ResultSelector", "ResultPath",
            .. FailureToleranceFields.PathNames,
        ],
        ["Items", "Output"]);

    private readonly MapMode _mode;
    private readonly RecoveryPolicy _recovery;

    private MapState(StateHead head, DefinitionNode node, StateMachineScope scope)
        : base(head)
    {
        node.RequireOneOf("ItemProcessor", "Iterator");
        // Iterator is the deprecated name of ItemProcessor; AWS still accepts it.
        var processor = node.Optional("Iterator") ?? node["ItemProcessor"];
        processor.AllowOnly("an ItemProcessor", ["StartAt", "States", "ProcessorConfig", "Comment"]);
        processor.Optional("Comment")?.Text();
        var workflow = Workflow.Parse(processor, scope);
        Workflows = [workflow];
        var distributed = ParseIsDistributed(processor.Optional("ProcessorConfig"), scope);
        var iteration = MapIteration.Parse(node, workflow, distributed);
        // Recorded on AWS: an inline Map may have tolerated failures, which have no effect.
        var tolerance = new FailureToleranceFields(node);
        foreach (var stray in DistributedMap.Fields.Where(field => !distributed && node.Has(field)))
        {
            node.Report($"Field '{stray}' is not supported", $"Remove {stray}, or set the Mode of the Map to DISTRIBUTED.");
        }
        _mode = distributed ? new DistributedMap(node, iteration, tolerance, scope) : new InlineMap(iteration);
        _recovery = RecoveryPolicy.Parse(node);
    }

    public override StateType Type => StateType.Map;

    public bool HasItemReader => _mode is DistributedMap { HasReader: true };

    public bool HasResultWriter => _mode is DistributedMap { HasWriter: true };

    internal override bool CanRetry => true;

    internal override IReadOnlyList<Workflow> Workflows { get; }

    public static MapState Parse(string name, DefinitionNode node, StateMachineScope scope) =>
        new(StateHead.ParseTransition(name, node), node, scope);

    internal override (RecoveryPolicy Recovery, StatesException Failure)? RecoveryOf(
        StatesException failure, StateVisit visit) => _mode.FailureOf(failure, visit) is { } own ? (_recovery, own) : null;

    internal override ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        return _recovery.RunAsync(visit, AttemptAsync, RecordFailure, cancellation);

        async ValueTask<Transition> AttemptAsync(CancellationToken token)
        {
            var input = Head.Data.Input(visit);
            if (visit.Test is { } test) _mode.Inspect(input, visit, test);
            if (visit.Mock is { } mock) return Head.Complete(mock.Take(), visit);
            var result = await _mode.RunAsync(input, visit, token).ConfigureAwait(false);
            visit.Track.AppendWithoutSuccessor(HistoryEventType.MapStateSucceeded);
            visit.Track.PreviousEventId = result.ExitLink;
            return Head.Complete(result.Value, visit);
        }

        void RecordFailure()
        {
            if (visit.HasStarted) visit.Track.Append(HistoryEventType.MapStateFailed);
        }
    }

    private static bool ParseIsDistributed(DefinitionNode? config, StateMachineScope scope)
    {
        if (config is null) return false;
        var distributed = config.Optional("Mode")?.OneOf("INLINE", "DISTRIBUTED") == "DISTRIBUTED";
        config.AllowOnly("a ProcessorConfig of this Mode", distributed ? ["Mode", "ExecutionType"] : ["Mode"]);
        if (!distributed) return false;
        config.Required("ExecutionType").OneOf("STANDARD", "EXPRESS");
        if (scope.IsExpress) config["Mode"].Report(
            "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
            "Write INLINE, or create the state machine with type STANDARD.");
        return true;
    }
}
