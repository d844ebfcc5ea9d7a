using System.Text.Json.Serialization;
using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>The settings that apply to every range of a plan: what a worker needs in addition to its range.</summary>
public record PlanSettings
{
    /// <summary>Why there is only one range; null if the video can be split.</summary>
    public string? UnsplittableReason { get; init; }

    /// <summary>The range if it is decoded independently; null if its worker decodes the video from the beginning.</summary>
    /// <param name="index">The video's index.</param>
    /// <param name="range">A range of the plan.</param>
    public PlannedRange? SplitRange(VideoIndex index, PlannedRange range) =>
        UnsplittableReason is null && index.Frames is not null && range.End is not null ? range : null;

    /// <summary>The number of decoder threads per worker; null to use all processors of the worker's machine.</summary>
    public int? ThreadsPerWorker { get; init; }

    /// <summary>The interval, in frames, at which thumbnails are kept for the contact sheet.</summary>
    public required long ThumbnailStride { get; init; }

    /// <summary>The still analyzers to run; null for none. The state machine branches on it.</summary>
    [JsonPropertyName("stills")]
    public IReadOnlyList<StillAnalyzerSpec>? Stills { get; init; }
}

/// <summary>How a video is split into ranges for the workers.</summary>
internal sealed record Plan : PlanSettings
{
    /// <summary>The ranges in order, one per worker invocation. They are contiguous unless frames are selected.</summary>
    public required IReadOnlyList<PlannedRange> Ranges { get; init; }

    /// <summary>The total number of frames to analyze; null if it is only known after decoding.</summary>
    public long? Frames { get; init; }

    /// <summary>The number of ranges decoded at the same time.</summary>
    public required int Workers { get; init; }

    /// <summary>The elapsed time of planning in seconds.</summary>
    public double Seconds { get; init; }
}

/// <summary>One range of a plan.</summary>
/// <param name="Index">The zero-based position of the range in the plan.</param>
/// <param name="Start">The number of the first frame.</param>
/// <param name="End">One past the number of the last frame; null if it is only known after decoding.</param>
/// <param name="SelectedBefore">
/// The number of selected frames before the range, which then consists of selected frames; null if all frames are analyzed.
/// </param>
/// <param name="SkippedFrom">
/// If frames are selected, one past the last frame of the previous range: the worker also examines the skipped samples from there
/// on. Null if this is not needed.
/// </param>
public sealed record PlannedRange(int Index, long Start, long? End, long? SelectedBefore = null, long? SkippedFrom = null);
