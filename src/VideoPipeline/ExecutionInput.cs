using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoPipeline;

/// <summary>What an execution is started with: the video and what is wanted of it.</summary>
public sealed record ExecutionInput
{
    /// <summary>A path, or an <c>http(s)://</c> or <c>s3://</c> address.</summary>
    public required string Video { get; init; }

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

    /// <summary>Reads and checks an execution's input.</summary>
    /// <exception cref="InvalidInputException">It is not an object of this shape; the message says what to change.</exception>
    public static ExecutionInput Parse(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new InvalidInputException("The input must be a JSON object such as {\"video\": \"https://example.com/film.mp4\"}.");
        ExecutionInput input;
        try
        {
            input = json.Deserialize(ExecutionInputJson.Default.ExecutionInput)!;
        }
        catch (JsonException problem)
        {
            throw new InvalidInputException(
                $"The input is not understood at {problem.Path ?? "$"}. It may hold video (required), rgb, strict, workers and " +
                "framesPerRange.", problem);
        }
        return input.Checked();
    }

    /// <summary>The input as an execution is given it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ExecutionInputJson.Default.ExecutionInput);

    /// <summary>This input, when its values are possible.</summary>
    /// <exception cref="InvalidInputException">One is not.</exception>
    public ExecutionInput Checked()
    {
        if (string.IsNullOrWhiteSpace(Video))
            throw new InvalidInputException("No video is named: give a path, or an http(s):// or s3:// address, as \"video\".");
        if (Workers is < 1 or > 10_000) throw new InvalidInputException($"workers is {Workers}; it must be from 1 to 10000.");
        if (FramesPerRange < 1) throw new InvalidInputException($"framesPerRange is {FramesPerRange}; it must be 1 or more.");
        return this;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ExecutionInput))]
internal sealed partial class ExecutionInputJson : JsonSerializerContext;
