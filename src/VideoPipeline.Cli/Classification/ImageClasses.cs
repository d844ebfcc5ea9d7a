using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using VideoPipeline.Results.Files;

namespace VideoPipeline.Cli.Classification;

/// <summary>What a model sees in a picture, or why it could not be asked.</summary>
/// <param name="Image">The picture as it was named.</param>
/// <param name="Labels">The best classes, best first.</param>
/// <param name="Error">Why there are none; null where there are.</param>
internal sealed record ImageClasses(
    string Image,
    IReadOnlyList<ScoredLabel> Labels,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null)
{
    /// <summary>For a person: a line for the picture and one for each class.</summary>
    public string Text()
    {
        var text = new StringBuilder(Error is null ? $"{Image}\n" : $"{Image}: {Error}\n");
        foreach (var label in Labels) text.Append(CultureInfo.InvariantCulture, $"  {label.Score:0.0000}  {label.Id,4}  {label.Name}\n");
        return text.ToString();
    }
}
