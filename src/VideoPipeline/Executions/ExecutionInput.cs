using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using VideoPipeline.Errors;
using VideoPipeline.Selection;
using VideoPipeline.Video;

namespace VideoPipeline.Executions;

/// <summary>The input of an execution: the video and the analyses to run on it.</summary>
internal sealed record ExecutionInput
{
    /// <summary>
    /// The maximum length of the JSON in bytes: half of the payload limit of Step Functions, because workers receive the input
    /// together with their range or their group of frames.
    /// </summary>
    public const int MaxBytes = 128 * 1024;

    /// <summary>The path of the video, or its <c>http(s)://</c> or <c>s3://</c> address.</summary>
    public required SourceAddress Video { get; init; }

    /// <summary>The number of the video stream, counted from 0 as in ffmpeg; null for the first video stream.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Stream { get; init; }

    /// <summary>Whether to also sum the B, G and R samples of the full-size frames (<c>sum_bgr</c>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Rgb { get; init; }

    /// <summary>Whether to fail when a frame cannot be decoded, instead of listing it as missing in the summary.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Strict { get; init; }

    /// <summary>The number of ranges decoded at the same time; the default depends on where the execution runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Workers { get; init; }

    /// <summary>The number of frames in each range, adjusted to a split point; by default balanced among the workers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FramesPerRange { get; init; }

    /// <summary>The interval N that selects frames 0, N, 2N…</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Every { get; init; }

    /// <summary>The rate at which frames are selected, in frames per second: <c>2</c>, <c>0.5</c>, <c>30000/1001</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Fps { get; init; }

    /// <summary>The number of frames to select at even distances.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Count { get; init; }

    /// <summary>Whether to select the key frames.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Keyframes { get; init; }

    /// <summary>The range <c>A:B</c> that selects frames A to B (exclusive).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Frames { get; init; }

    /// <summary>The frame numbers and times that select frames: <c>0,25,1.5s</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? At { get; init; }

    /// <summary>The model that classifies frames: its name, or the path or address of its folder; null to not classify.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SourceAddress? Model { get; init; }

    /// <summary>
    /// The sampling interval for classification, in addition to the frames that represent shots: frames (<c>24</c>) or seconds
    /// (<c>1s</c>, the default).
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClassifyEvery { get; init; }

    /// <summary>The number of classes kept for each frame; 5 by default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Top { get; init; }

    /// <summary>Whether to store fingerprints of the frames that represent shots (<c>fingerprints.npz</c>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Fingerprint { get; init; }

    /// <summary>
    /// Stores fingerprints of the frames that represent shots and of frames at this interval: <c>24</c> frames, <c>2s</c>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FingerprintEvery { get; init; }

    /// <summary>The selection that one of the six properties describes; null for all frames.</summary>
    /// <exception cref="InvalidInputException">The selection is invalid, or there is more than one.</exception>
    public FrameSelection? GetSelection()
    {
        FrameSelection?[] candidates =
        [
            Every is { } interval ? FrameSelection.Every(interval) : null,
            Fps is { } rate ? FrameSelection.PerSecond(rate) : null,
            Count is { } count ? FrameSelection.Evenly(count) : null,
            Keyframes ? FrameSelection.OfKeyFrames() : null,
            Frames is { } range ? FrameSelection.FromRange(range) : null,
            At is { } list ? FrameSelection.FromList(list) : null,
        ];
        var given = candidates.OfType<FrameSelection>().ToArray();
        return given.Length < 2
            ? given.FirstOrDefault()
            : throw new InvalidInputException(
                "Only one of every, fps, count, keyframes, frames and at can be given " +
                $"(got {given.Length}: {string.Join("; ", given.Select(selection => selection.Text))}). Remove the others.");
    }

    /// <summary>Parses and validates the input of an execution.</summary>
    /// <exception cref="InvalidInputException">
    /// The input does not conform to <c>docs/input.schema.json</c>, or a value is invalid. The message says what to change.
    /// </exception>
    public static ExecutionInput Parse(JsonElement json)
    {
        try
        {
            var bytes = JsonMarshal.GetRawUtf8Value(json).Length;
            if (bytes > MaxBytes)
                throw new InvalidInputException(
                    $"The input has {bytes} bytes; at most {MaxBytes} are possible. Select fewer frames, or run several times.");
            var problems = InputSchema.Problems(json);
            if (problems.Count > 0) throw new InvalidInputException(string.Join(' ', problems));
            return json.Deserialize(ExecutionInputJson.Default.ExecutionInput)!.Validated();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // System.Text.Json parses such an escape, but throws when the string is read.
            throw new InvalidInputException("The input contains an unpaired surrogate escape. Remove or replace it.", exception);
        }
    }

    /// <summary>
    /// Serializes the input to JSON, with its addresses in full: for the start of an execution, whose workers open them. It must
    /// not be stored or logged.
    /// </summary>
    public string ToJson() => JsonSerializer.Serialize(this, ExecutionInputJson.Default.ExecutionInput);

    /// <summary>Returns the JSON of an input without the credentials in its addresses, to be stored; the rest as given.</summary>
    public static JsonElement WithoutSecrets(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) return json;
        var stored = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(stored))
        {
            writer.WriteStartObject();
            foreach (var property in json.EnumerateObject())
            {
                if (property is { Name: "video" or "model", Value.ValueKind: JsonValueKind.String })
                    writer.WriteString(property.Name, ((SourceAddress?)property.Value.GetString())?.ToString());
                else property.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        using var document = JsonDocument.Parse(stored.WrittenMemory);
        return document.RootElement.Clone();
    }

    /// <summary>Validates the values of the input and returns it.</summary>
    /// <exception cref="InvalidInputException">A value is invalid.</exception>
    public ExecutionInput Validated()
    {
        if (Video.IsBlank)
            throw new InvalidInputException("video must not be empty. Give a path, or an http://, https:// or s3:// address.");
        if (Stream < 0)
            throw new InvalidInputException($"stream must be at least 0 (got {Stream}). ffmpeg counts streams from 0.");
        if (Workers is < 1 or > 10_000) throw new InvalidInputException($"workers must be from 1 to 10000 (got {Workers}).");
        if (FramesPerRange < 1) throw new InvalidInputException($"framesPerRange must be at least 1 (got {FramesPerRange}).");
        if (Model is null && (ClassifyEvery is not null || Top is not null))
            throw new InvalidInputException("classifyEvery and top require a model. Give one as model, or remove them.");
        if (Model is { IsBlank: true })
            throw new InvalidInputException("model must not be empty. Give its name, or the path or address of its folder.");
        if (Top is < 1 or > 1000) throw new InvalidInputException($"top must be from 1 to 1000 (got {Top}).");
        if (ClassifyEvery is { } interval) SamplingInterval.Parse(interval, "classifyEvery");
        GetSelection();
        if (FingerprintEvery is { } spacing) SamplingInterval.Parse(spacing, "fingerprintEvery");
        return this;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(RevealedAddressJson)])]
[JsonSerializable(typeof(ExecutionInput))]
internal sealed partial class ExecutionInputJson : JsonSerializerContext;
