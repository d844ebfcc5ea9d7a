using System.Security.Cryptography;
using System.Text;

namespace VideoPipeline.Classification;

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
    /// <summary>A hash of all that determines its scores.</summary>
    public string Key()
    {
        string[] parts =
            [Description.Preparation, CheckSums.Sha256(WeightsPath), ConfigPath is null ? "" : CheckSums.Sha256(ConfigPath)];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }
}
