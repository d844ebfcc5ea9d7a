using System.Text;
using System.Text.Json;
using VideoPipeline.Local.Functions;
using static System.FormattableString;

namespace VideoPipeline.Cli.Logs;

/// <summary>Formats the log lines of functions for people.</summary>
internal static class FunctionLogText
{
    /// <summary>
    /// Formats a line. A line of a step is JSON: of it, what happened, to which execution and range, and its numbers. Other lines
    /// are shown as they are, after the function's name.
    /// </summary>
    public static string Format(FunctionLogLine line)
    {
        try
        {
            using var json = JsonDocument.Parse(line.Text);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("Step", out _))
                return Format(json.RootElement);
        }
        catch (JsonException)
        {
            // Not a line of a step.
        }
        return $"{line.Function}: {line.Text}";
    }

    private static string Format(JsonElement step)
    {
        var text = new StringBuilder($"{Text(step, "execution")}  {Text(step, "Step")}");
        if (Number(step, "range") is { } range) text.Append(Invariant($" range {range:0}"));
        if (Number(step, "group") is { } group) text.Append(Invariant($" group {group:0}"));
        text.Append($": {Text(step, "message")}");
        if (Number(step, "Seconds") is { } seconds) text.Append(Invariant($" in {seconds:0.00} s"));
        if (Number(step, "Frames") is > 0 and var frames) text.Append(Invariant($", {frames:N0} frames"));
        if (Number(step, "Bytes") is > 0 and var bytes) text.Append(Invariant($", {bytes:N0} bytes read"));
        if (Text(step, "error") is { Length: > 0 } error) text.Append($": {error}: {Text(step, "cause")}");
        return text.ToString();
    }

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static double? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
