using System.Text.Json;
using VideoPipeline.Errors;

namespace VideoPipeline.Functions.Executions;

/// <summary>How an execution stands.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name, which names its folder.</param>
/// <param name="Status">As Step Functions writes it: <c>RUNNING</c>, <c>SUCCEEDED</c>, <c>FAILED</c>, <c>TIMED_OUT</c> or <c>ABORTED</c>.</param>
/// <param name="Started">When it began.</param>
/// <param name="Stopped">When it ended; null while it runs.</param>
/// <param name="State">The state that runs; null where none does.</param>
/// <param name="Ranges">How far that state's Map Run is; null where it has none.</param>
/// <param name="Error">The error's name; null where there is none.</param>
/// <param name="Cause">Why, in a person's words; null where there is no error.</param>
/// <param name="Output">Its output, JSON; null unless it succeeded.</param>
public sealed record ExecutionView(
    string Arn, string Name, string Status, DateTime Started, DateTime? Stopped, string? State, RangeCounts? Ranges, string? Error, string? Cause, string? Output)
{
    /// <summary>Whether it goes on.</summary>
    public bool IsRunning => Status == "RUNNING";

    /// <summary>Where its results are; null unless it succeeded.</summary>
    /// <exception cref="InvalidInputException">It is an execution of another kind of state machine.</exception>
    public ResultReference? Result()
    {
        if (Output is null) return null;
        try
        {
            return JsonSerializer.Deserialize<ResultReference>(Output);
        }
        catch (JsonException problem)
        {
            throw new InvalidInputException($"The execution {Arn} ended with an output that names no results: it is of another state machine.", problem);
        }
    }
}

/// <summary>How many ranges of a Map Run are in which state.</summary>
/// <param name="Total">All.</param>
/// <param name="Running">Being worked on.</param>
/// <param name="Succeeded">Done.</param>
/// <param name="Failed">Failed or stopped.</param>
public readonly record struct RangeCounts(long Total, long Running, long Succeeded, long Failed);
