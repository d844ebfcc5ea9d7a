using System.Text.Json.Serialization;

namespace VideoPipeline.Planning;

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

    /// <summary>
    /// The estimated seconds of the longest range on a worker with a machine of its own; null if the workers share one, or the
    /// work is only known after decoding.
    /// </summary>
    [JsonIgnore]
    public double? LongestRangeSeconds { get; init; }
}
