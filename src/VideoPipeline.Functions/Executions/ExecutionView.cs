using System.Text.Json;
using VideoPipeline.Errors;
using VideoPipeline.Planning;

namespace VideoPipeline.Functions.Executions;

/// <summary>The status of an execution.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name, which is also the name of the run's folder.</param>
/// <param name="Status"><c>RUNNING</c>, <c>SUCCEEDED</c>, <c>FAILED</c>, <c>TIMED_OUT</c> or <c>ABORTED</c>.</param>
/// <param name="Started">The start time.</param>
/// <param name="Stopped">The end time; null while it runs.</param>
/// <param name="State">The current state; null if it does not run.</param>
/// <param name="Ranges">The item counts of the current state's Map Run; null if there is none.</param>
/// <param name="Error">The error name; null if there is no error.</param>
/// <param name="Cause">The error message; null if there is no error.</param>
/// <param name="Range">The range that failed, or that contains the stills that failed; null if something else failed.</param>
/// <param name="Output">Its output as JSON; null unless it succeeded.</param>
internal sealed record ExecutionView(
    string Arn, string Name, string Status, DateTime Started, DateTime? Stopped, string? State, RangeCounts? Ranges,
    string? Error, string? Cause, PlannedRange? Range, string? Output)
{
    /// <summary>Whether it is running.</summary>
    public bool IsRunning => Status == "RUNNING";

    /// <summary>Parses its output: the location of its results; null unless it succeeded.</summary>
    /// <exception cref="InvalidInputException">It belongs to a different state machine.</exception>
    public ResultReference? Result()
    {
        if (Output is null) return null;
        try
        {
            return JsonSerializer.Deserialize<ResultReference>(Output);
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(
                $"The output of the execution {Arn} does not name results: it belongs to a different state machine. "
                + "Give an execution of the VideoPipeline state machine.",
                exception);
        }
    }
}

/// <summary>The item counts of a Map Run: ranges, or groups of stills.</summary>
/// <param name="Total">All items.</param>
/// <param name="Running">Running items.</param>
/// <param name="Succeeded">Items that succeeded.</param>
/// <param name="Failed">Items that failed, timed out or were aborted.</param>
internal readonly record struct RangeCounts(long Total, long Running, long Succeeded, long Failed);
