namespace VideoPipeline.Functions.Executions;

/// <summary>The response of <c>GET /executions/{id}</c>.</summary>
/// <param name="Id">The execution's name.</param>
/// <param name="Execution">The execution's ARN.</param>
/// <param name="Status"><c>RUNNING</c>, <c>SUCCEEDED</c>, <c>FAILED</c>, <c>TIMED_OUT</c> or <c>ABORTED</c>.</param>
/// <param name="Started">The start time.</param>
/// <param name="Stopped">The end time; null while it runs.</param>
/// <param name="State">The current state; null if it does not run.</param>
/// <param name="Ranges">The item counts of the current Map Run; null if there is none.</param>
/// <param name="Error">The error name; null if it did not fail.</param>
/// <param name="Cause">The cause; null if it did not fail.</param>
/// <param name="Frames">The number of frames analyzed; null unless it succeeded.</param>
/// <param name="Summary">A link to <c>summary.json</c>, valid for an hour; null unless it succeeded.</param>
internal sealed record ExecutionResponse(
    string Id, string Execution, string Status, DateTime Started, DateTime? Stopped, string? State, RangeCounts? Ranges,
    string? Error, string? Cause, long? Frames, string? Summary);
