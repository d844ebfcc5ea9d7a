using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Recovery;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>A Parallel state: runs its branches concurrently on the same input; its result is the array of their
/// outputs.</summary>
internal sealed class ParallelState : State
{
    public static readonly string[] Fields =
    [
        "Next", "End", "InputPath", "OutputPath", "Parameters", "ResultSelector", "ResultPath", "Branches",
        .. RecoveryPolicy.Fields,
    ];

    private readonly IReadOnlyList<Workflow> _branches;
    private readonly PayloadTemplate? _parameters;
    private readonly ResultProcessor _result;
    private readonly RecoveryPolicy _recovery;

    private ParallelState(StateHead head, DefinitionNode node, ISet<string> names)
        : base(head)
    {
        _branches = node.Required("Branches").NonEmptyItems().Select(branch => Workflow.Parse(branch, names)).ToArray();
        _parameters = node.Optional("Parameters")?.Template();
        _result = ResultProcessor.Parse(node);
        _recovery = RecoveryPolicy.Parse(node);
    }

    public override StateType Type => StateType.Parallel;

    internal override bool CanRetry => true;

    internal override IEnumerable<string> Targets => base.Targets.Concat(_recovery.Targets);

    public static ParallelState Parse(string name, DefinitionNode node, ISet<string> names) =>
        new(StateHead.ParseTransition(name, node), node, names);

    internal override ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        return _recovery.RunAsync(visit, AttemptAsync, RecordFailure, cancellation);

        async ValueTask<Transition> AttemptAsync(CancellationToken token)
        {
            var input = Head.InputPath.Apply(visit.Scope(visit.RawInput));
            var effective = _parameters?.Evaluate(visit.Scope(input)) ?? input;
            visit.Track.Append(HistoryEventType.ParallelStateStarted);
            var outputs = await RunBranchesAsync(effective, visit, token).ConfigureAwait(false);
            visit.Track.AppendWithoutSuccessor(HistoryEventType.ParallelStateSucceeded);
            return new Transition(_result.Apply(outputs, Head, visit), Head.Next);
        }

        void RecordFailure()
        {
            if (visit.HasStarted) visit.Track.Append(HistoryEventType.ParallelStateFailed);
        }
    }

    private async Task<ArrayData> RunBranchesAsync(JsonData input, StateVisit visit, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var outputs = new JsonData[_branches.Count];
        var tracks = _branches.Select(_ => visit.Track.Fork()).ToArray();
        var failure = new FirstFailure();
        await ConcurrentTasks.RunAsync(_branches.Count, RunBranchAsync, stop).ConfigureAwait(false);
        failure.ThrowIfSet(visit.Track);
        visit.Track.PreviousEventId = tracks.Max(track => track.PreviousEventId);
        return ArrayData.Own(outputs);

        async Task RunBranchAsync(int index)
        {
            try
            {
                outputs[index] =
                    await WorkflowRun.RunAsync(
                        _branches[index], input, visit.Fork(tracks[index]), stop.Token).ConfigureAwait(false);
            }
            catch (StatesException thrown)
            {
                failure.TrySet(thrown, tracks[index]);
                await stop.CancelAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (failure.IsSet && !cancellation.IsCancellationRequested)
            {
                // A sibling failed first; its failure is thrown below.
            }
        }
    }
}
