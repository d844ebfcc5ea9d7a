using VideoPipeline.Local.Serving.StepFunctions;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.WebConsole.Live;

namespace VideoPipeline.WebConsole.Histories;

/// <summary>Why an execution failed: where, with which error, and the input that caused it.</summary>
/// <param name="ExecutionArn">The execution, or the child execution, in which a state failed.</param>
/// <param name="State">The state; null if none was running.</param>
/// <param name="Error">The error.</param>
/// <param name="Cause">The cause.</param>
/// <param name="Input">The input of the state.</param>
public sealed record FirstFailure(string ExecutionArn, string? State, string? Error, string? Cause, JsonData Input)
{
    /// <summary>Finds the failure; null if the execution did not fail.</summary>
    internal static FirstFailure? Of(ExecutionModel model, LocalExecutions executions, ExecutionFeed feed)
    {
        var execution = model.Execution;
        if (execution.Status is not (ExecutionStatus.Failed or ExecutionStatus.TimedOut)) return null;
        var failed = model.Visits.Where(visit => visit.Status == VisitStatus.Failed).MaxBy(visit => visit.Depth);
        if (failed?.MapRunArn is { } arn && executions.Known.FindMapRun(arn) is { } run
            && feed.Items(run).All.Where(item => item.Status is ExecutionStatus.Failed or ExecutionStatus.TimedOut)
                .MinBy(item => item.Ended) is { } item
            && executions.Known.Find(item.Arn) is { } child)
        {
            return new FirstFailure(item.Arn, item.State, item.Error, item.Cause, JsonData.Parse(child.Input));
        }
        var (error, cause) = execution.Failure;
        return new FirstFailure(
            execution.Arn, failed?.Name, error, cause, failed?.Payload ?? JsonData.Parse(execution.Input));
    }
}
