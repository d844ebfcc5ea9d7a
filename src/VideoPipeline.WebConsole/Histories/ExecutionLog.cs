using System.Text.Json;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Serving;
using VideoPipeline.Local.Serving.StepFunctions;

namespace VideoPipeline.WebConsole.Histories;

/// <summary>A line of the log of a function.</summary>
/// <param name="Time">When it arrived.</param>
/// <param name="Function">The function.</param>
/// <param name="State">The state whose task invoked it; null if that is not known.</param>
/// <param name="Text">The line; of a line of JSON its message and values.</param>
/// <param name="IsError">Whether it reports an error.</param>
public sealed record LogLine(DateTimeOffset Time, string Function, string? State, string Text, bool IsError);

/// <summary>What functions logged on behalf of an execution.</summary>
internal sealed class ExecutionLog(ServedExecutions served)
{
    // Shown in columns of their own, or the same in all lines of an execution.
    private static readonly string[] s_known =
        ["time", "level", "message", "Step", "execution", "video", "requestId", "Deployment", "_aws"];

    /// <summary>The lines of an execution and its child executions.</summary>
    public IReadOnlyList<LogLine> Of(RecordedExecution execution) =>
    [
        .. served.Pipeline.Log.Entries.Where(entry => entry.ExecutionArn is { } arn
            && (arn == execution.Arn || served.Executions.Known.Find(arn)?.MapRun?.ExecutionArn == execution.Arn)).Select(Line),
    ];

    /// <summary>The lines of the attempts of a visit of a state.</summary>
    public IReadOnlyList<LogLine> Of(RecordedExecution execution, StateVisit visit)
    {
        if (visit.Attempts.Count == 0) return [];
        var attempts = visit.Attempts.Select(attempt => $"{execution.Arn}#{attempt.EventId}").ToHashSet();
        return [.. served.Pipeline.Log.Entries.Where(entry => entry.TaskId is { } id && attempts.Contains(id)).Select(Line)];
    }

    private static LogLine Line(FunctionLogEntry entry)
    {
        var (text, isError) = Read(entry.Line.Text);
        return new LogLine(entry.Time, entry.Line.Function, entry.State, text, isError);
    }

    private static (string Text, bool IsError) Read(string line)
    {
        if (!line.StartsWith('{')) return (line, false);
        try
        {
            using var json = JsonDocument.Parse(line);
            var values = json.RootElement.EnumerateObject()
                .Where(field => !s_known.Contains(field.Name) && field.Value.ValueKind != JsonValueKind.Null)
                .Select(field => $"{field.Name} {field.Value}");
            var message = json.RootElement.TryGetProperty("message", out var said) ? said.ToString() : "";
            var isError = json.RootElement.TryGetProperty("level", out var level) && level.ToString() == "ERROR";
            return ($"{message}  {string.Join("  ", values)}".Trim(), isError);
        }
        catch (JsonException)
        {
            return (line, false);
        }
    }
}
