using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Results.Files;

namespace VideoPipeline.Stills.Classification;

/// <summary>A model whose files are all at hand.</summary>
/// <param name="Name">What it was asked for by.</param>
/// <param name="Description">What it is.</param>
/// <param name="WeightsPath">Its weights.</param>
/// <param name="ConfigPath">Its network; null where its format is one file.</param>
/// <param name="LabelsPath">The file with the names of its classes.</param>
/// <param name="Labels">The names of its classes.</param>
public sealed record Model(
    string Name, ModelDescription Description, string WeightsPath, string? ConfigPath, string LabelsPath, IReadOnlyList<string> Labels)
{
    /// <summary>The classes with the highest scores, with their names, best first.</summary>
    /// <inheritdoc cref="ClassScore.Best"/>
    public ScoredLabel[] Best(ReadOnlySpan<float> scores, int count) =>
        [.. ClassScore.Best(scores, count).Select(best => new ScoredLabel(best.Id, Labels[best.Id], best.Score))];

    /// <summary>A hash of all that determines its scores.</summary>
    public string Key()
    {
        string[] parts =
            [Description.Preparation, Checksums.Sha256(WeightsPath), ConfigPath is null ? "" : Checksums.Sha256(ConfigPath)];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }
}
