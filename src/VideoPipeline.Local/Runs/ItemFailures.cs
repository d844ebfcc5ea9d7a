using System.Text.Json;
using VideoPipeline.Functions;
using VideoPipeline.Functions.Completions;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Runs;

/// <summary>Remembers which item of a Map Run failed, and why: the error of the execution does not say so.</summary>
internal sealed class ItemFailures
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonData> _inputs = [];
    private (JsonData Input, FailureDetails Details)? _last;

    /// <param name="previous">The last attempt, if the execution is redriven or goes on after an interruption.</param>
    public ItemFailures(ExecutionResult? previous)
    {
        foreach (var child in previous?.MapRuns.SelectMany(run => run.Executions.Concat(run.Interrupted)) ?? [])
        {
            if (child.Status != ExecutionStatus.Succeeded) _inputs[child.ExecutionArn] = child.Input;
        }
        if (previous is not { Status: ExecutionStatus.Running }) return;
        var failed = previous.MapRuns.SelectMany(run => run.Executions).Where(child => child.Status == ExecutionStatus.Failed);
        if (failed.MaxBy(child => child.StopDate) is { } last) _last = (last.Input, new FailureDetails(last.Error, last.Cause));
    }

    /// <summary>Processes an event of the execution or of a child execution.</summary>
    public void OnEvent(ExecutionEvent entry)
    {
        if (entry.MapRun is null) return;
        lock (_lock)
        {
            if (entry.Event.Details is ExecutionStartedDetails started) _inputs[entry.ExecutionArn] = started.Input;
            else if (IsEnd(entry.Event.Type) && _inputs.Remove(entry.ExecutionArn, out var input)
                && entry.Event is { Type: HistoryEventType.ExecutionFailed, Details: FailureDetails details })
                _last = (input, details);
        }
    }

    /// <summary>Describes the failure of the execution.</summary>
    public FailureRecord Describe(ExecutionResult result)
    {
        lock (_lock)
        {
            if (result.Error != FailureRecords.ItemFailed || _last is not var (input, details))
                return FailureRecords.Create(result.Error ?? result.Status.ToWire(), result.Cause, null);
            using var json = JsonDocument.Parse(input.ToUtf8());
            return FailureRecords.Create(details.Error ?? result.Error, details.Cause, json.RootElement);
        }
    }

    private static bool IsEnd(HistoryEventType type) => type is HistoryEventType.ExecutionSucceeded
        or HistoryEventType.ExecutionFailed or HistoryEventType.ExecutionAborted or HistoryEventType.ExecutionTimedOut;
}
