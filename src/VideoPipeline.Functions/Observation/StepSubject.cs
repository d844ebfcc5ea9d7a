using System.Text.Json;
using VideoPipeline.Video;

namespace VideoPipeline.Functions.Observation;

/// <summary>The execution, range and video that a step processes; each of its log lines contains them.</summary>
/// <param name="Execution">The execution's name; null if the request belongs to none, as for uploaded images.</param>
/// <param name="Range">The index of the range in the plan; null if the step processes the whole video.</param>
/// <param name="Video">The address of the video; null if the input has none.</param>
internal sealed record StepSubject(string? Execution, int? Range, SourceAddress? Video)
{
    /// <summary>The index of the group of stills; null if the step processes none.</summary>
    public int? Group { get; init; }

    /// <summary>The subject of an invocation by the state machine.</summary>
    public static StepSubject Of(RunRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (range, group) = request switch
        {
            DecodeRequest decode => (decode.Range.Index, (int?)null),
            AnalyzeStillsRequest stills => (null, stills.Group.Index),
            _ => ((int?)null, (int?)null),
        };
        return new StepSubject(request.Run, range, VideoOf(request.Input)) { Group = group };
    }

    // The handler validates the input.
    private static SourceAddress? VideoOf(JsonElement input)
    {
        if (input.ValueKind != JsonValueKind.Object
            || !input.TryGetProperty("video", out var video)
            || video.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return video.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;    // an unpaired surrogate
        }
    }
}
