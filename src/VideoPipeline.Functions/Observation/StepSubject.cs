using System.Text.Json;
using VideoPipeline.Video;

namespace VideoPipeline.Functions.Observation;

/// <summary>What a step works on, which each of its log lines says.</summary>
/// <param name="Execution">The execution's name; null where there is none, as for pictures that are sent.</param>
/// <param name="Range">The place of the range in the plan; null where it is about the whole video.</param>
/// <param name="Video">The video's address as it may be printed; null where the input names none.</param>
public sealed record StepSubject(string? Execution, int? Range, string? Video)
{
    /// <summary>The place of the group of frames that are looked at; null where it is about something else.</summary>
    public int? Group { get; init; }

    /// <summary>Of a request of the state machine.</summary>
    public static StepSubject Of(RunRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (range, group) = request switch
        {
            DecodeRequest decode => (decode.Range.Index, (int?)null),
            AnalyzeStillsRequest look => (null, look.Group.Index),
            FailureRequest failure => (failure.Range?.Index, failure.Group?.Index),
            _ => ((int?)null, (int?)null),
        };
        return new StepSubject(request.Run, range, VideoOf(request.Input)) { Group = group };
    }

    // Whether the input is right is the handler's business.
    private static string? VideoOf(JsonElement input)
    {
        if (input.ValueKind != JsonValueKind.Object || !input.TryGetProperty("video", out var video) || video.ValueKind != JsonValueKind.String) return null;
        try
        {
            return SourceAddress.ForDisplay(video.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return null;    // half a surrogate pair
        }
    }
}
