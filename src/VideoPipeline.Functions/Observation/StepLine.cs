using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VideoPipeline.Functions.Observation;

/// <summary>
/// A log line: one JSON object. With measures it is CloudWatch's embedded metric format besides, from which CloudWatch makes metrics
/// without being asked (Amazon CloudWatch user guide, "Specification: Embedded metric format").
/// </summary>
/// <param name="Time">When.</param>
/// <param name="Level"><c>INFO</c> or <c>ERROR</c>.</param>
/// <param name="Message">What happened.</param>
/// <param name="Step">The step: a handler's name.</param>
/// <param name="Subject">What it works on.</param>
/// <param name="RequestId">The invocation.</param>
internal sealed record StepLine(DateTimeOffset Time, string Level, string Message, string Step, StepSubject Subject, string RequestId)
{
    public const string Namespace = "VideoPipeline";

    // A line of CloudWatch holds 256 KB; ffmpeg can be chatty.
    private const int LongestCause = 4000;

    private static readonly JsonWriterOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What failed; null where nothing did.</summary>
    public Exception? Failure { get; init; }

    /// <summary>Measures by name, with their units; empty for a plain line.</summary>
    public IReadOnlyList<(string Name, string Unit, double Value)> Measures { get; init; } = [];

    /// <summary>The deployment that the measures belong to; null for none, and then for no metrics.</summary>
    public string? Deployment { get; init; }

    public override string ToString()
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, s_readable))
        {
            json.WriteStartObject();
            if (Deployment is not null && Measures.Count > 0) WriteMetrics(json);
            json.WriteString("time", Time.UtcDateTime);
            json.WriteString("level", Level);
            json.WriteString("message", Message);
            if (Deployment is not null) json.WriteString("Deployment", Deployment);
            json.WriteString("Step", Step);
            json.WriteString("execution", Subject.Execution);
            if (Subject.Range is { } range) json.WriteNumber("range", range);
            else json.WriteNull("range");
            if (Subject.Group is { } group) json.WriteNumber("group", group);
            json.WriteString("video", Subject.Video);
            json.WriteString("requestId", RequestId);
            if (Failure is not null)
            {
                json.WriteString("error", Failure.GetType().Name);
                json.WriteString("cause", Failure.Message.Length > LongestCause ? Failure.Message[..LongestCause] + "…" : Failure.Message);
            }
            foreach (var (name, _, value) in Measures) json.WriteNumber(name, value);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private void WriteMetrics(Utf8JsonWriter json)
    {
        json.WriteStartObject("_aws");
        json.WriteNumber("Timestamp", Time.ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics");
        json.WriteStartObject();
        json.WriteString("Namespace", Namespace);
        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        json.WriteStringValue("Deployment");
        json.WriteStringValue("Step");
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        foreach (var (name, unit, _) in Measures)
        {
            json.WriteStartObject();
            json.WriteString("Name", name);
            json.WriteString("Unit", unit);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
