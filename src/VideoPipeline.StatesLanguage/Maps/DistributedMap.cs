using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Testing;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The DISTRIBUTED mode: a Map Run that processes each item, or batch of items, in a child execution.</summary>
internal sealed class DistributedMap : MapMode
{
    public static readonly string[] Fields = ["ItemReader", "ItemBatcher", "ResultWriter", "Label"];

    private readonly MapIteration _iteration;
    private readonly ItemReader? _reader;
    private readonly ItemBatcher? _batcher;
    private readonly ResultWriter? _writer;
    private readonly FailureToleranceFields _tolerance;
    private readonly string? _label;

    public DistributedMap(
        DefinitionNode node, MapIteration iteration, FailureToleranceFields tolerance, StateMachineScope scope)
    {
        (_iteration, _tolerance) = (iteration, tolerance);
        _reader = node.Optional("ItemReader") is { } reader ? ItemReader.Parse(reader) : null;
        _batcher = node.Optional("ItemBatcher") is { } batcher ? ItemBatcher.Parse(batcher) : null;
        _writer = node.Optional("ResultWriter") is { } writer ? ResultWriter.Parse(writer) : null;
        _label = node.Optional("Label") is { } label ? MapLabel.Parse(label, scope) : null;
    }

    public bool HasReader => _reader is not null;

    public bool HasWriter => _writer is not null;

    public override async Task<MapResult> RunAsync(JsonData input, StateVisit visit, CancellationToken cancellation)
    {
        var scope = visit.Scope(input);
        var concurrency = _iteration.RequestedConcurrency(scope);
        var position = visit.TakePosition();
        var resumed = position is null ? null : visit.Execution.FindMapRun(position.MapRunArn);
        var needsItems = resumed is null || resumed.Inputs.Count == 0;
        // Evaluated once: an expression may have another value the next time.
        var ownItems = needsItems && _reader is null ? _iteration.Items(input, visit) : null;
        var (run, link) = resumed is null
            ? Start(ownItems?.Count ?? 0, concurrency, scope, visit)
            : GoOn(resumed, position!.IsRedriven, visit);
        try
        {
            if (visit.Track.Recorded is { Type: HistoryEventType.MapRunFailed, Details: FailureDetails failed })
            {
                throw new StatesException(failed.Error, failed.Cause);
            }
            if (needsItems)
            {
                var items = ownItems
                    ?? await _reader!.ReadAsync(scope, visit.Execution.Services.Objects, cancellation).ConfigureAwait(false);
                var inputs = CreateChildInputs(items, input, visit);
                visit.Execution.Write(new MapRunInputsEntry(run.MapRun.Arn, inputs));
                run.MapRun.SetInputs(inputs);
            }
            var result = await RunChildrenAsync(run, scope, cancellation).ConfigureAwait(false);
            End(run, ExecutionStatus.Succeeded, visit);
            visit.Track.Append(HistoryEventType.MapRunSucceeded);
            return new MapResult(result, link);
        }
        catch (StatesException thrown)
        {
            var failure = visit.WithLocation(thrown);
            End(run, ExecutionStatus.Failed, visit);
            visit.Track.Append(HistoryEventType.MapRunFailed, new FailureDetails(failure.Error, failure.Cause));
            throw failure;
        }
        catch (OperationCanceledException)
        {
            // A Map Run that had succeeded before an interruption stays so.
            var isRecorded = visit.Track.Recorded?.Type == HistoryEventType.MapRunSucceeded;
            End(run, isRecorded ? ExecutionStatus.Succeeded : ExecutionStatus.Aborted, visit);
            if (!isRecorded && !visit.Execution.Stopped.IsCancellationRequested)
                visit.Track.Append(HistoryEventType.MapRunAborted);
            throw;
        }
    }

    public override void Inspect(JsonData input, StateVisit visit, StateTest test)
    {
        var (scope, inspection) = (visit.Scope(input), test.Inspection);
        var items = _reader is null
            ? _iteration.InspectItems(input, visit, inspection)
            : _reader.Inspect(scope, test);
        var inputs = _iteration.InspectInputs(items, input, visit, inspection);
        var children = inputs.Length;
        if (_batcher is not null)
        {
            var batches = _batcher.Batch(inputs, scope);
            inspection.AfterItemBatcher = ArrayData.Of(batches.Select(batch => batch.Input));
            children = batches.Count;
        }
        inspection.MaxConcurrency = _iteration.RequestedConcurrency(scope);
        var tolerance = _tolerance.Evaluate(scope);
        inspection.ToleratedFailureCount = tolerance.Count;
        inspection.ToleratedFailurePercentage = tolerance.Percentage;
        // Recorded on AWS: a test without tolerated failures tolerates all, unlike an execution.
        if (tolerance.IsExceeded(test.FailedOf(children), children) && _tolerance.IsGiven) throw Exceeded();
    }

    // How many items there are is not known, and therefore whether a percentage of them is exceeded.
    public override StatesException? FailureOf(StatesException iteration, StateVisit visit) =>
        visit.Test!.FailedIterations + 1 > _tolerance.Evaluate(visit.Scope(visit.RawInput)).Count ? Exceeded() : null;

    private static StatesException Exceeded() =>
        new(ErrorNames.ExceedToleratedFailureThreshold, "The specified tolerated failure threshold was exceeded");

    private static void End(ChildExecutions run, ExecutionStatus status, StateVisit visit) =>
        run.MapRun.End(status, visit.Time.GetUtcNow());

    private (ChildExecutions Run, long Link) Start(int length, int concurrency, Scope scope, StateVisit visit)
    {
        visit.Track.Append(HistoryEventType.MapStateStarted, new MapStateStartedDetails(length));
        var tolerance = _tolerance.Evaluate(scope);
        var execution = visit.Execution;
        var label = _label ?? visit.Randomness.NextGuid().ToString("N");
        var arn = execution.StateMachine.MapRunArn(label, visit.Randomness.NextGuid());
        var start = new MapRunStart(
            arn, label, visit.Name, execution.Arn, tolerance, concurrency, visit.Time.GetUtcNow());
        var mapRun = start.Create();
        mapRun.WriteLimitsTo(execution.Write);
        var started = visit.Track.Append(
            HistoryEventType.MapRunStarted, new MapRunStartedDetails(arn) { Start = start });
        // Nobody changes it before its start is in the journal.
        execution.Add(mapRun);
        return (Children(mapRun, visit), started.Id);
    }

    // After an interruption, or redriven: only the child executions that did not end, or did not succeed, run again.
    private (ChildExecutions Run, long Link) GoOn(MapRun mapRun, bool isRedriven, StateVisit visit)
    {
        var link = visit.Track.PreviousEventId;
        mapRun.WriteLimitsTo(visit.Execution.Write);
        if (visit.Track.Recorded?.Type == HistoryEventType.MapStateStarted) visit.Track.Append(HistoryEventType.MapStateStarted);
        if (visit.Track.Recorded?.Type is HistoryEventType.MapRunStarted or HistoryEventType.MapRunRedriven)
        {
            link = visit.Track.Append(visit.Track.Recorded.Type).Id;
        }
        else if (isRedriven)
        {
            var redriven = visit.Track.Append(
                HistoryEventType.MapRunRedriven, new MapRunRedrivenDetails(mapRun.Arn, mapRun.RedriveCount + 1));
            mapRun.Redrive(redriven.Timestamp);
            link = redriven.Id;
        }
        return (Children(mapRun, visit), link);
    }

    private ChildExecutions Children(MapRun mapRun, StateVisit visit) =>
        new(mapRun, visit, visit.Execution.StateMachine.ChildStateMachine(mapRun.Label), _iteration.Processor);

    private IReadOnlyList<ChildInput> CreateChildInputs(IEnumerable<MapItem> items, JsonData input, StateVisit visit)
    {
        var selected = items.Select(item => _iteration.InputFor(item, input, visit));
        var inputs = _batcher is null
            ? selected.Select(item => new ChildInput(item, 1)).ToArray()
            : _batcher.Batch(selected, visit.Scope(input));
        foreach (var child in inputs) PayloadLimit.Check(child.Input, visit.Name);
        return inputs;
    }

    private async Task<JsonData> RunChildrenAsync(ChildExecutions run, Scope scope, CancellationToken cancellation)
    {
        var withinTolerance = await run.RunAsync(cancellation).ConfigureAwait(false);
        var written = _writer is null
            ? null
            : await _writer.WriteAsync(run, scope, cancellation).ConfigureAwait(false);
        if (!withinTolerance) throw Exceeded();
        return written
            ?? ArrayData.Own(run.MapRun.Executions.Select(child => child.Output).OfType<JsonData>().ToArray());
    }
}
