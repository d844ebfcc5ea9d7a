using System.Text.Json;
using System.Text.Json.Serialization;
using VideoPipeline.Errors;
using VideoPipeline.Selection;

namespace VideoPipeline.Executions;

/// <summary>What an execution is started with: the video and what is wanted of it.</summary>
public sealed record ExecutionInput
{
    /// <summary>A path, or an <c>http(s)://</c> or <c>s3://</c> address.</summary>
    public required string Video { get; init; }

    /// <summary>The stream of it, as ffmpeg counts from 0; the first video stream where it is left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Stream { get; init; }

    /// <summary>Also sum the full-size frames as BGR (<c>sum_bgr</c>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Rgb { get; init; }

    /// <summary>Frames that cannot be decoded are an error instead of an entry in the summary.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Strict { get; init; }

    /// <summary>How many ranges are decoded at the same time; the default depends on where it runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Workers { get; init; }

    /// <summary>Frames in each range, up to a safe cut; by default balanced among the workers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FramesPerRange { get; init; }

    /// <summary>Of frames 0, N, 2N and so on only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Every { get; init; }

    /// <summary>Of the frames only that are shown at times this often a second: <c>2</c>, <c>0.5</c>, <c>30000/1001</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Fps { get; init; }

    /// <summary>Of key frames only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Keyframes { get; init; }

    /// <summary>Of frames A up to, not including, B only: <c>A:B</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Frames { get; init; }

    /// <summary>Of these frames and times only: <c>0,25,1.5s</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? At { get; init; }

    /// <summary>The model that frames are classified by: a name, or the path or address of its folder; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>
    /// Which frames are classified besides those that stand for shots: the first analysed one in each stretch of so many frames
    /// (<c>24</c>) or seconds (<c>1s</c>, the default).
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClassifyEvery { get; init; }

    /// <summary>How many classes of a frame are kept; 5 by default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Top { get; init; }

    /// <summary>Store what the frames that stand for shots are known again by (<c>fingerprints.npz</c>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Fingerprint { get; init; }

    /// <summary>The same, and of other frames at this interval: <c>24</c> frames, <c>2s</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FingerprintEvery { get; init; }

    /// <summary>Which frames are wanted, by whichever of the five says so; null where all are.</summary>
    /// <exception cref="InvalidInputException">It is not understood, or there are two.</exception>
    public FrameSelection? Selection()
    {
        FrameSelection?[] asked =
        [
            Every is { } interval ? FrameSelection.Every(interval) : null,
            Fps is { } rate ? FrameSelection.PerSecond(rate) : null,
            Keyframes ? FrameSelection.OfKeyFrames() : null,
            Frames is { } slice ? FrameSelection.FromRange(slice) : null,
            At is { } list ? FrameSelection.List(list) : null,
        ];
        var some = asked.OfType<FrameSelection>().ToArray();
        return some.Length < 2
            ? some.FirstOrDefault()
            : throw new InvalidInputException(
                $"Frames are picked in {some.Length} ways ({string.Join("; ", some.Select(picks => picks.Text))}). Give one of every, fps, keyframes, frames and at.");
    }

    /// <summary>Reads and checks an execution's input.</summary>
    /// <exception cref="InvalidInputException">
    /// It is not as <c>docs/input.schema.json</c> says, or its frames cannot be picked; the message says what to change.
    /// </exception>
    public static ExecutionInput Parse(JsonElement json)
    {
        try
        {
            var objections = InputSchema.Problems(json);
            if (objections.Count > 0) throw new InvalidInputException(string.Join(' ', objections));
            return json.Deserialize(ExecutionInputJson.Default.ExecutionInput)!.Validated();
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape.
            throw new InvalidInputException("A text of the input is no valid Unicode. Write it anew.", problem);
        }
    }

    /// <summary>The input as an execution is given it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ExecutionInputJson.Default.ExecutionInput);

    /// <summary>This input, when its values are possible.</summary>
    /// <exception cref="InvalidInputException">One is not.</exception>
    public ExecutionInput Validated()
    {
        if (string.IsNullOrWhiteSpace(Video))
            throw new InvalidInputException("No video is named: give a path, or an http(s):// or s3:// address, as \"video\".");
        if (Stream < 0) throw new InvalidInputException($"stream is {Stream}; streams are counted from 0.");
        if (Workers is < 1 or > 10_000) throw new InvalidInputException($"workers is {Workers}; it must be from 1 to 10000.");
        if (FramesPerRange < 1) throw new InvalidInputException($"framesPerRange is {FramesPerRange}; it must be 1 or more.");
        if (Model is null && (ClassifyEvery is not null || Top is not null))
            throw new InvalidInputException("classifyEvery and top say how frames are classified, but no model is named: give one as \"model\".");
        if (Model is { } model && string.IsNullOrWhiteSpace(model)) throw new InvalidInputException("The model has no name: give a name, a folder or an address.");
        if (Top is < 1 or > 1000) throw new InvalidInputException($"top is {Top}; it must be from 1 to 1000.");
        if (ClassifyEvery is { } interval) SamplingInterval.Parse(interval, "classifyEvery");
        Selection();
        if (FingerprintEvery is { } spacing) SamplingInterval.Parse(spacing, "fingerprintEvery");
        return this;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ExecutionInput))]
internal sealed partial class ExecutionInputJson : JsonSerializerContext;
