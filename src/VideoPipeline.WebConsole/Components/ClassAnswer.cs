using System.Text.Json;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.WebConsole.Components;

/// <summary>What the endpoint that classifies answered about one image.</summary>
/// <param name="Classes">The classes, the most likely first; empty if there is a problem.</param>
/// <param name="Problem">Why there are none; null if there are.</param>
internal sealed record ClassAnswer(IReadOnlyList<ScoredLabel> Classes, string? Problem)
{
    /// <summary>Reads it: a list with the classes of each image or its error, or the error of the request.</summary>
    public static ClassAnswer Parse(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            var image = json.RootElement;
            if (image.ValueKind == JsonValueKind.Array && image.GetArrayLength() > 0) image = image[0];
            if (image.ValueKind == JsonValueKind.Array && image.GetArrayLength() > 0)
                return new ClassAnswer(image.Deserialize<List<ScoredLabel>>(JsonSerializerOptions.Web)!, null);
            return new ClassAnswer([], image.GetProperty("error").GetProperty("message").GetString());
        }
        catch (Exception unknown) when (unknown is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new ClassAnswer([], answer);
        }
    }
}
