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
    public static readonly StateFields Fields = new(
        [.. StateFields.Transition, "Branches", .. RecoveryPolicy.Fields],
        ["InputPath", "OutputPath", "Parameters", "ResultSelector", "ResultPath"],
        ["Arguments", "Output"]);

    private readonly IReadOnlyList<Workflow> _branches;
    private readonly RecoveryPolicy _recovery;

    private ParallelState(StateHead head, DefinitionNode node, StateMachineScope scope)
        : base(head)
    {
        _branches = node.Required("Branches").NonEmptyItems().Select(branch => ParseBranch(branch, scope)).ToArray();
        _recovery = RecoveryPolicy.Parse(node);
    }

    public override StateType Type => StateType.Parallel;

    internal override bool CanRetry => true;

    internal override IReadOnlyList<Workflow> Workflows => _branches;

    public static ParallelState Parse(string name, DefinitionNode node, StateMachineScope scope) =>
        new(StateHead.ParseTransition(name, node), node, scope);

    internal override (RecoveryPolicy Recovery, StatesException Failure)? RecoveryOf(
        StatesException failure, StateVisit visit) => (_recovery, failure);

    internal override ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        return _recovery.RunAsync(visit, AttemptAsync, RecordFailure, cancellation);

        async ValueTask<Transition> AttemptAsync(CancellationToken token)
        {
            var arguments = Head.Data.Arguments(Head.Data.Input(visit), visit);
            if (visit.Mock is { } mock) return Head.Complete(mock.Take(), visit);
            var resumed = visit.TakePosition();
            if (resumed is null || visit.Track.Recorded?.Type == HistoryEventType.ParallelStateStarted)
            {
                visit.Track.Append(HistoryEventType.ParallelStateStarted);
            }
            FirstFailure.ThrowIfRecorded(resumed, visit.Track);
            var outputs = await RunBranchesAsync(arguments, visit, resumed, token).ConfigureAwait(false);
            visit.Track.AppendWithoutSuccessor(HistoryEventType.ParallelStateSucceeded);
            return Head.Complete(outputs, visit);
        }

        void RecordFailure()
        {
            if (visit.HasStarted) visit.Track.Append(HistoryEventType.ParallelStateFailed);
        }
    }

    private static Workflow ParseBranch(DefinitionNode branch, StateMachineScope scope)
    {
        branch.AllowOnly("a branch", ["StartAt", "States", "Comment"]);
        branch.Optional("Comment")?.Text();
        return Workflow.Parse(branch, scope);
    }

    private async Task<ArrayData> RunBranchesAsync(
        JsonData input, StateVisit visit, WorkflowPosition? resumed, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var outputs = new JsonData[_branches.Count];
        var tracks = _branches.Select((_, index) => visit.Track.Fork(
            visit.ChildId(index), resumed?.Children.GetValueOrDefault(index))).ToArray();
        var failure = new FirstFailure();
        await ConcurrentTasks.RunAsync(_branches.Count, RunBranchAsync, stop).ConfigureAwait(false);
        failure.ThrowIfSet(visit.Track);
        visit.Track.PreviousEventId = tracks.Max(track => track.PreviousEventId);
        return ArrayData.Own(outputs);

        async Task RunBranchAsync(int index)
        {
            try
            {
                var position = resumed?.Children.GetValueOrDefault(index)
                    ?? new WorkflowPosition(_branches[index], input);
                outputs[index] =
                    await WorkflowRun.RunAsync(position, visit.Fork(tracks[index], index), stop.Token).ConfigureAwait(false);
            }
            catch (StatesException thrown)
            {
                failure.TrySet(thrown, tracks[index], visit);
                await stop.CancelAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (failure.IsSet && !cancellation.IsCancellationRequested)
            {
                // A sibling failed first; its failure is thrown below.
            }
        }
    }
}
