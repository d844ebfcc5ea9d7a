using System.Text.Json.Serialization;
using VideoPipeline.Results.StillFrames;
using VideoPipeline.Selection;

namespace VideoPipeline.Planning;

/// <summary>The specification of a still analyzer to run: its name, its cache key and the frames that it analyzes.</summary>
/// <param name="Name">The name, without a period; the prefix of its arrays in partials.</param>
/// <param name="Key">
/// Everything that determines its results, as text: its version, options and the checksums of its input files. Part of a
/// partial's key.
/// </param>
/// <param name="Interval">
/// The sampling interval, in addition to the frames that represent shots; null for no other frames.
/// </param>
public sealed record StillAnalyzerSpec(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("key")] string Key,
    [property: JsonPropertyName("interval")] SamplingInterval? Interval)
{
    /// <summary>
    /// Whether it also analyzes frames at which the content of a shot has changed (<see cref="ChangedFrames"/>).
    /// </summary>
    [JsonPropertyName("includesChangedFrames")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IncludesChangedFrames { get; init; }
}
