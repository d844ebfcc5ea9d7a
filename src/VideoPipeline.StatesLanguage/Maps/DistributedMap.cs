using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The DISTRIBUTED mode: a Map Run that processes each item, or batch of items, in a child execution.</summary>
internal sealed class DistributedMap : MapMode
{
    public static readonly string[] Fields =
        ["ItemReader", "ItemBatcher", "ResultWriter", "Label", "ToleratedFailureCount", "ToleratedFailurePercentage"];

    public static readonly string[] JsonPathFields = ["ToleratedFailureCountPath", "ToleratedFailurePercentagePath"];

    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
    private const int MaxConcurrency = 10_000;

    private const int MaxLabelLength = 40;

    private readonly MapIteration _iteration;
    private readonly ItemReader? _reader;
    private readonly ItemBatcher? _batcher;
    private readonly ResultWriter? _writer;
    private readonly FailureToleranceFields _tolerance;
    private readonly string? _label;

    public DistributedMap(DefinitionNode node, MapIteration iteration)
    {
        _iteration = iteration;
        _reader = node.Optional("ItemReader") is { } reader ? ItemReader.Parse(reader) : null;
        _batcher = node.Optional("ItemBatcher") is { } batcher ? ItemBatcher.Parse(batcher) : null;
        _writer = node.Optional("ResultWriter") is { } writer ? ResultWriter.Parse(writer) : null;
        _tolerance = new FailureToleranceFields(node);
        var label = node.Optional("Label");
        _label = label?.Text();
        if (_label is not null && (_label.Length is 0 or > MaxLabelLength || _label.Any(IsInvalidInLabel)))
        {
            throw label!.Invalid(
                $"'{_label}' is not a label.",
                $"Use 1 to {MaxLabelLength} characters, without white space, wildcards, brackets, control characters and \"#%\\^|~`$&,;:/.");
        }
    }

    public override async Task<MapResult> RunAsync(JsonData input, StateVisit visit, CancellationToken cancellation)
    {
        var scope = visit.Scope(input);
        var concurrency = _iteration.RequestedConcurrency(scope);
        var resumed = visit.TakePosition() is null ? null : visit.Execution.FindMapRun(visit.Name);
        var needsItems = resumed is null || resumed.Inputs.Count == 0;
        // Evaluated once: an expression may have another value the next time.
        var ownItems = needsItems && _reader is null ? _iteration.Items(input, visit) : null;
        var (run, link) = resumed is null ? Start(ownItems?.Count ?? 0, concurrency, scope, visit) : Redrive(resumed, visit);
        try
        {
            if (needsItems)
            {
                var items = ownItems
                    ?? await _reader!.ReadAsync(scope, visit.Execution.Services.Objects, cancellation).ConfigureAwait(false);
                run.MapRun.SetInputs(CreateChildInputs(items, input, visit));
            }
            var result = await RunChildrenAsync(
                MapIteration.Concurrency(concurrency, MaxConcurrency), run, scope, cancellation).ConfigureAwait(false);
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
            End(run, ExecutionStatus.Aborted, visit);
            if (!visit.Execution.Stopped.IsCancellationRequested) visit.Track.Append(HistoryEventType.MapRunAborted);
            throw;
        }
    }

    private static bool IsInvalidInLabel(char character) =>
        char.IsWhiteSpace(character) || char.IsControl(character) || "?*<>{}[]\"#%\\^|~`$&,;:/".Contains(character);

    private static void End(ChildExecutions run, ExecutionStatus status, StateVisit visit) =>
        run.MapRun.End(status, visit.Time.GetUtcNow());

    private (ChildExecutions Run, long Link) Start(int length, int concurrency, Scope scope, StateVisit visit)
    {
        visit.Track.Append(HistoryEventType.MapStateStarted, new MapStateStartedDetails(length));
        var tolerance = _tolerance.Evaluate(scope);
        var execution = visit.Execution;
        var label = _label ?? visit.Randomness.NextGuid().ToString("N");
        var arn = execution.StateMachine.MapRunArn(label, visit.Randomness.NextGuid());
        var mapRun = new MapRun(
            arn, label, visit.Name, execution.Arn, tolerance, concurrency, visit.Time.GetUtcNow());
        execution.Add(mapRun);
        var started = visit.Track.Append(HistoryEventType.MapRunStarted, new MapRunStartedDetails(arn));
        return (Children(mapRun, visit), started.Id);
    }

    // Only the child executions that did not succeed run again.
    private (ChildExecutions Run, long Link) Redrive(MapRun mapRun, StateVisit visit)
    {
        mapRun.Redrive(visit.Time.GetUtcNow());
        var redriven = visit.Track.Append(
            HistoryEventType.MapRunRedriven, new MapRunRedrivenDetails(mapRun.Arn, mapRun.RedriveCount));
        return (Children(mapRun, visit), redriven.Id);
    }

    private ChildExecutions Children(MapRun mapRun, StateVisit visit) =>
        new(mapRun, visit, visit.Execution.StateMachine.ChildStateMachine(mapRun.Label), _iteration.Processor);

    private IReadOnlyList<ChildInput> CreateChildInputs(IEnumerable<JsonData> items, JsonData input, StateVisit visit)
    {
        var selected = items.Select((item, index) => _iteration.InputFor(new MapItem(index, item), input, visit));
        var inputs = _batcher is null
            ? selected.Select(item => new ChildInput(item, 1)).ToArray()
            : _batcher.Batch(selected, visit.Scope(input));
        foreach (var child in inputs) PayloadLimit.Check(child.Input, visit.Name);
        return inputs;
    }

    private async Task<JsonData> RunChildrenAsync(
        int concurrency, ChildExecutions run, Scope scope, CancellationToken cancellation)
    {
        var withinTolerance = await run.RunAsync(concurrency, cancellation).ConfigureAwait(false);
        var written = _writer is null
            ? null
            : await _writer.WriteAsync(run, scope, cancellation).ConfigureAwait(false);
        if (!withinTolerance)
        {
            throw new StatesException(
                ErrorNames.ExceedToleratedFailureThreshold, "The specified tolerated failure threshold was exceeded");
        }
        return written
            ?? ArrayData.Own(run.MapRun.Executions.Select(child => child.Output).OfType<JsonData>().ToArray());
    }
}
