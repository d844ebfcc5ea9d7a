using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>Whether an execution can be redriven.</summary>
/// <param name="Status"><c>REDRIVABLE</c>, <c>NOT_REDRIVABLE</c> or <c>REDRIVABLE_BY_MAP_RUN</c>.</param>
/// <param name="Reason">Why it is not redrivable, in the words of AWS; null if it is.</param>
internal readonly record struct Redrivability(string Status, string? Reason)
{
    public const string Redrivable = "REDRIVABLE";

    // https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
    private const int MaxEvents = 24_999;

    private static readonly TimeSpan s_period = TimeSpan.FromDays(14);

    public static Redrivability Of(RecordedExecution execution, DateTimeOffset now)
    {
        var status = execution.Status;
        if (status is ExecutionStatus.Running or ExecutionStatus.Succeeded)
            return No($"Execution is {status.ToWire()} and cannot be redriven");
        if (execution.Start.Machine.IsDeleting) return No("State machine is in DELETING status");
        if (execution.EventCount >= MaxEvents) return No("Execution history event limit exceeded");
        if (now - execution.Stopped > s_period) return No("Execution redrivable period exceeded");
        return new Redrivability(execution.MapRun is null ? Redrivable : "REDRIVABLE_BY_MAP_RUN", null);

        static Redrivability No(string reason) => new("NOT_REDRIVABLE", reason);
    }
}
