using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoPipeline.Local.Functions;

namespace VideoPipeline.Cli.Logs;

/// <summary>Writes log lines, from any thread: for people, with the time of day, or as one JSON object in a line.</summary>
/// <param name="output">Where to.</param>
/// <param name="json">Whether to write JSON.</param>
/// <param name="time">The clock.</param>
internal sealed class LogWriter(TextWriter output, bool json, TimeProvider time)
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a line of a function. As JSON, a line that is an object keeps its members.</summary>
    public void Write(FunctionLogLine line)
    {
        if (!json)
        {
            WriteText(FunctionLogText.Format(line));
            return;
        }
        var members = TryParse(line.Text) ?? Message(line.Text);
        members.Insert(0, "function", line.Function);
        output.WriteLine(members.ToJsonString(s_json));
    }

    /// <summary>Writes another line.</summary>
    public void Write(string line)
    {
        if (json) output.WriteLine(Message(line).ToJsonString(s_json));
        else WriteText(line);
    }

    private void WriteText(string text) =>
        output.WriteLine($"{time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)}  {text}");

    private JsonObject Message(string text) => new() { ["time"] = time.GetUtcNow().UtcDateTime, ["message"] = text };

    private static JsonObject? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
