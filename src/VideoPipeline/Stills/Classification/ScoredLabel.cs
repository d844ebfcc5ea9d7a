using System.Text.Json.Serialization;

namespace VideoPipeline.Stills.Classification;

/// <summary>A label with its score.</summary>
/// <param name="Id">The index of the class in the output of the model.</param>
/// <param name="Name">The class label; <c>label</c> in the file.</param>
/// <param name="Score">The score, 0 to 1.</param>
public sealed record ScoredLabel(int Id, [property: JsonPropertyName("label")] string Name, double Score);
