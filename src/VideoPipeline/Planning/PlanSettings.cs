using System.Text.Json.Serialization;
using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>The settings that apply to every range of a plan: what a worker needs in addition to its range.</summary>
public record PlanSettings
{
    /// <summary>Why there is only one range; null if the video can be split.</summary>
    [JsonPropertyName("unsplittableReason")]
    public string? UnsplittableReason { get; init; }

    /// <summary>The range if it is decoded independently; null if its worker decodes the video from the beginning.</summary>
    /// <param name="index">The video's index.</param>
    /// <param name="range">A range of the plan.</param>
    public PlannedRange? GetIndependentRange(VideoIndex index, PlannedRange range) =>
        UnsplittableReason is null && index.Frames is not null && range.End is not null ? range : null;

    /// <summary>The number of decoder threads per worker; null to use all processors of the worker's machine.</summary>
    [JsonPropertyName("threadsPerWorker")]
    public int? ThreadsPerWorker { get; init; }

    /// <summary>The interval, in frames, at which previews are kept for the report, the contact sheet and the bar code.</summary>
    [JsonPropertyName("previewStride")]
    public required long PreviewStride { get; init; }

    /// <summary>The still analyzers to run; null for none. The state machine branches on it.</summary>
    [JsonPropertyName("stills")]
    public IReadOnlyList<StillAnalyzerSpec>? Stills { get; init; }
}
