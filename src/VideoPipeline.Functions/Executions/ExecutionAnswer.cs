namespace VideoPipeline.Functions.Executions;

/// <summary>What <c>GET /executions/{id}</c> answers.</summary>
/// <param name="Id">The execution's name.</param>
/// <param name="Execution">The execution's ARN.</param>
/// <param name="Status"><c>RUNNING</c>, <c>SUCCEEDED</c>, <c>FAILED</c>, <c>TIMED_OUT</c> or <c>ABORTED</c>.</param>
/// <param name="Started">When it began.</param>
/// <param name="Stopped">When it ended.</param>
/// <param name="State">The state that runs.</param>
/// <param name="Ranges">How far that state is, where it works on ranges.</param>
/// <param name="Error">The error's name, where it failed.</param>
/// <param name="Cause">Why, where it failed.</param>
/// <param name="Frames">Frames that were analysed, where it succeeded.</param>
/// <param name="Summary">Where <c>summary.json</c> can be fetched for an hour, where it succeeded.</param>
internal sealed record ExecutionAnswer(
    string Id, string Execution, string Status, DateTime Started, DateTime? Stopped, string? State, RangeCounts? Ranges, string? Error, string? Cause, long? Frames, string? Summary);
