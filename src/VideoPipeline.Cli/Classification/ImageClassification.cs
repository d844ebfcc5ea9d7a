using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Cli.Classification;

/// <summary>The classification of an image, as text or JSON.</summary>
/// <param name="Image">The address of the image.</param>
/// <param name="Labels">The best classes, best first.</param>
/// <param name="Error">Why the image could not be classified; null if it was.</param>
internal sealed record ImageClassification(
    string Image,
    IReadOnlyList<ScoredLabel> Labels,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null)
{
    /// <summary>Formats as text: a line for the image and one per class.</summary>
    public string Format()
    {
        var text = new StringBuilder(Error is null ? $"{Image}\n" : $"{Image}: {Error}\n");
        foreach (var label in Labels)
            text.Append(CultureInfo.InvariantCulture, $"  {label.Score:0.0000}  {label.Id,4}  {label.Name}\n");
        return text.ToString();
    }
}
