using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VideoPipeline.Exports.Shots;

/// <summary>
/// A timeline of OpenTimelineIO: a track with a clip for each shot. Times are in frames; at a variable frame rate in ticks of the
/// video's time base, which is exact too.
/// </summary>
/// <remarks>OpenTimelineIO's documentation, "OTIO Serialized Data Documentation"; <c>Clip.2</c> since version 0.15.</remarks>
internal sealed class OtioExport : IShotExport
{
    private const string Schema = "OTIO_SCHEMA", MediaKey = "DEFAULT_MEDIA";

    public string Format => "otio";

    public string FileName => "shots.otio";

    public string Description => "timeline (OpenTimelineIO)";

    public string? Remark(ShotList shots) => shots.Rate is null
        ? $"{FileName} is in ticks of {shots.TimeBase} s instead of frames: {shots.WhyNoTimecodes}"
        : null;

    public void Write(ShotList shots, TextWriter output)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(buffer, options)) WriteTimeline(json, shots);
        output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Write('\n');
    }

    private static void WriteTimeline(Utf8JsonWriter json, ShotList shots)
    {
        Begin(json, "Timeline.1", shots.Name);
        WriteTime(json, "global_start_time", shots, shots.StartFrame);
        Begin(json, "tracks", "Stack.1", "tracks");
        WriteNoEffects(json);
        json.WriteStartArray("children");
        Begin(json, "Track.1", "Shots");
        WriteNoEffects(json);
        json.WriteString("kind", "Video");
        json.WriteStartArray("children");
        // The clips are where their frames are in the video.
        if (shots.Rate is not null && shots.Shots is [{ Start: > 0 and var before }, ..]) WriteGap(json, shots, before);
        foreach (var shot in shots.Shots) WriteClip(json, shots, shot);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteGap(Utf8JsonWriter json, ShotList shots, long frames)
    {
        Begin(json, "Gap.1", "");
        WriteNoEffects(json);
        WriteRange(json, "source_range", shots, 0, frames);
        json.WriteEndObject();
    }

    private static void WriteClip(Utf8JsonWriter json, ShotList shots, ListedShot shot)
    {
        Begin(json, "Clip.2", shot.Title);
        WriteNoEffects(json);
        WriteMetadata(json, shot);
        var (start, duration) = shots.Rate is null
            ? (shot.StartTicks, Math.Max(1, shot.EndTicks - shot.StartTicks))
            : (shots.StartFrame + shot.Start, shot.End - shot.Start);
        WriteRange(json, "source_range", shots, start, duration);
        json.WriteStartObject("media_references");
        Begin(json, MediaKey, "ExternalReference.1", shots.Name);
        json.WriteString("target_url", MediaUrl.Of(shots.Video));
        if (shots.Rate is null) json.WriteNull("available_range");
        else WriteRange(json, "available_range", shots, shots.StartFrame, shots.FrameCount);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("active_media_reference_key", MediaKey);
        json.WriteEndObject();
    }

    // Programs keep metadata that they do not know, under the name of the one that wrote it.
    private static void WriteMetadata(Utf8JsonWriter json, ListedShot shot)
    {
        json.WriteStartObject("metadata");
        json.WriteStartObject("videopipeline");
        json.WriteNumber("shot", shot.Number);
        json.WriteNumber("start", shot.Start);
        json.WriteNumber("end", shot.End);
        json.WriteNumber("frame", shot.Shot.Frame);
        json.WriteString("transition", shot.Shot.Transition);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, string name, ShotList shots, long start, long duration)
    {
        json.WriteStartObject(name);
        json.WriteString(Schema, "TimeRange.1");
        WriteTime(json, "start_time", shots, start);
        WriteTime(json, "duration", shots, duration);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, ShotList shots, long value)
    {
        json.WriteStartObject(name);
        json.WriteString(Schema, "RationalTime.1");
        json.WriteNumber("rate", shots.Rate?.PerSecond ?? ((double)shots.TimeBase.Denominator / shots.TimeBase.Numerator));
        json.WriteNumber("value", value);
        json.WriteEndObject();
    }

    // What OpenTimelineIO itself reads without, but not every other reader.
    private static void WriteNoEffects(Utf8JsonWriter json)
    {
        foreach (var name in (string[])["effects", "markers"])
        {
            json.WriteStartArray(name);
            json.WriteEndArray();
        }
        json.WriteBoolean("enabled", true);
    }

    private static void Begin(Utf8JsonWriter json, string property, string schema, string name)
    {
        json.WritePropertyName(property);
        Begin(json, schema, name);
    }

    private static void Begin(Utf8JsonWriter json, string schema, string name)
    {
        json.WriteStartObject();
        json.WriteString(Schema, schema);
        json.WriteString("name", name);
    }
}
