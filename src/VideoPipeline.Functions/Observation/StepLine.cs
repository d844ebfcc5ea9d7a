using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VideoPipeline.Video;

namespace VideoPipeline.Functions.Observation;

/// <summary>
/// A log line: a JSON object. With metrics it is in the embedded metric format, from which CloudWatch extracts them
/// (Amazon CloudWatch user guide, "Specification: Embedded metric format").
/// </summary>
/// <param name="Time">The time.</param>
/// <param name="Level"><c>INFO</c> or <c>ERROR</c>.</param>
/// <param name="Message">The event.</param>
/// <param name="Step">The step: the name of the handler.</param>
/// <param name="Subject">The execution, range and video that the step processes.</param>
/// <param name="RequestId">The request ID of the invocation.</param>
internal sealed record StepLine(
    DateTimeOffset Time, string Level, string Message, string Step, StepSubject Subject, string RequestId)
{
    /// <summary>The namespace of the metrics.</summary>
    public const string Namespace = "VideoPipeline";

    // A log event of CloudWatch is limited to 256 KB; messages may contain long output of ffmpeg.
    private const int MaxCauseLength = 4000;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The exception; null if there is none.</summary>
    public Exception? Failure { get; init; }

    /// <summary>The metrics: name, unit and value; empty for a line without metrics.</summary>
    public IReadOnlyList<(string Name, string Unit, double Value)> Metrics { get; init; } = [];

    /// <summary>The value of the dimension Deployment; null to write no embedded metric format.</summary>
    public string? Deployment { get; init; }

    public override string ToString()
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, s_options))
        {
            json.WriteStartObject();
            if (Deployment is not null && Metrics.Count > 0) WriteMetrics(json);
            json.WriteString("time", Time.UtcDateTime);
            json.WriteString("level", Level);
            json.WriteString("message", Message);
            if (Deployment is not null) json.WriteString("Deployment", Deployment);
            json.WriteString("Step", Step);
            json.WriteString("execution", Subject.Execution);
            if (Subject.Range is { } range) json.WriteNumber("range", range);
            else json.WriteNull("range");
            if (Subject.Group is { } group) json.WriteNumber("group", group);
            json.WriteString("video", Subject.Video?.ToString());
            json.WriteString("requestId", RequestId);
            if (Failure is not null)
            {
                json.WriteString("error", Failure.GetType().Name);
                var message = AddressText.WithoutSecretsWithin(Failure.Message);
                json.WriteString("cause", message.Length > MaxCauseLength ? message[..MaxCauseLength] + "…" : message);
            }
            foreach (var (name, _, value) in Metrics) json.WriteNumber(name, value);
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
        foreach (var (name, unit, _) in Metrics)
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
