using System.Text.Json.Serialization;
using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>What holds for every range of a plan: all that a worker must know of the plan besides its range.</summary>
public record PlanTerms
{
    /// <summary>Why there is one range only; null where the video may be cut.</summary>
    public string? UnsplittableReason { get; init; }

    /// <summary>The range, where it is decoded apart from the rest; null where its worker decodes the video from the beginning.</summary>
    /// <param name="index">The video's index.</param>
    /// <param name="range">A range of the plan.</param>
    public PlannedRange? SplitRange(VideoIndex index, PlannedRange range) =>
        UnsplittableReason is null && index.Frames is not null && range.End is not null ? range : null;

    /// <summary>Decoder threads for each worker; null to use all processors of the worker's machine.</summary>
    public int? ThreadsPerWorker { get; init; }

    /// <summary>Every how many frames one is kept, small, for the contact sheet.</summary>
    public required long ThumbnailStride { get; init; }

    /// <summary>What single frames are looked at for; null for nothing. The state machine goes by it.</summary>
    [JsonPropertyName("stills")]
    public IReadOnlyList<StillAnalyzerSpec>? Stills { get; init; }
}

/// <summary>How a video is cut for the workers.</summary>
public sealed record Plan : PlanTerms
{
    /// <summary>The ranges, in order, without gaps unless frames are picked; one for each worker call.</summary>
    public required IReadOnlyList<PlannedRange> Ranges { get; init; }

    /// <summary>How many frames are wanted in all; null where only decoding can tell.</summary>
    public long? Frames { get; init; }

    /// <summary>How many ranges are decoded at the same time.</summary>
    public required int Workers { get; init; }

    /// <summary>How long planning took on the clock.</summary>
    public double Seconds { get; init; }
}

/// <summary>One range of a plan.</summary>
/// <param name="Index">Its place among the ranges, from 0.</param>
/// <param name="Start">Number of its first frame.</param>
/// <param name="End">One past its last frame; null where only decoding can tell.</param>
/// <param name="SelectedBefore">Where frames are picked, how many of them lie before the range; the range is then of picked frames.</param>
/// <param name="SkippedFrom">
/// Where frames are picked, the one behind the last of the range before: from there on the range's worker looks at samples that are not
/// decoded too. Null where that is not needed.
/// </param>
public sealed record PlannedRange(int Index, long Start, long? End, long? SelectedBefore = null, long? SkippedFrom = null);
