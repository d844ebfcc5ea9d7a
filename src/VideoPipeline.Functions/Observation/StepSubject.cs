using System.Text.Json;
using VideoPipeline.Sources;

namespace VideoPipeline.Functions.Observation;

/// <summary>What a step works on, which each of its log lines says.</summary>
/// <param name="Execution">The execution's name.</param>
/// <param name="Range">The place of the range in the plan; null where it is about the whole video.</param>
/// <param name="Video">The video's address as it may be printed; null where the input names none.</param>
public sealed record StepSubject(string Execution, int? Range, string? Video)
{
    /// <summary>Of a request of the state machine.</summary>
    public static StepSubject Of(RunRequest request, int? range = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new StepSubject(request.Run, range, VideoOf(request.Input));
    }

    // Whether the input is right is the handler's business.
    private static string? VideoOf(JsonElement input)
    {
        if (input.ValueKind != JsonValueKind.Object || !input.TryGetProperty("video", out var video) || video.ValueKind != JsonValueKind.String) return null;
        try
        {
            return SourceAddress.ForPeople(video.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return null;    // half a surrogate pair
        }
    }
}
