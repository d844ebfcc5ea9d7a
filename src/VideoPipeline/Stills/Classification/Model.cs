using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Video;

namespace VideoPipeline.Stills.Classification;

/// <summary>A model whose files are all available locally.</summary>
/// <param name="Name">The name, path or address by which the model was requested.</param>
/// <param name="Description">The description of the model.</param>
/// <param name="WeightsPath">The path of the weights file.</param>
/// <param name="ConfigPath">The path of the network definition; null if the format has a single file.</param>
/// <param name="LabelsPath">The path of the labels file.</param>
/// <param name="Labels">The class labels.</param>
internal sealed record Model(
    SourceAddress Name,
    ModelDescription Description,
    string WeightsPath,
    string? ConfigPath,
    string LabelsPath,
    IReadOnlyList<string> Labels)
{
    /// <summary>Returns the classes with the highest scores and their labels, in descending order.</summary>
    /// <inheritdoc cref="ClassScore.Best"/>
    public ScoredLabel[] Best(ReadOnlySpan<float> scores, int count) =>
        [.. ClassScore.Best(scores, count).Select(best => new ScoredLabel(best.Id, Labels[best.Id], best.Score))];

    /// <summary>Computes a hash of everything that determines the scores.</summary>
    public string Key()
    {
        string[] parts =
            [Description.SettingsText, Checksums.Sha256(WeightsPath), ConfigPath is null ? "" : Checksums.Sha256(ConfigPath)];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }
}
