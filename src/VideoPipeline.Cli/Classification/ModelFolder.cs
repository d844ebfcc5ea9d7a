using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Cli.Classification;

/// <summary>A model's folder among those that runs take models from.</summary>
internal sealed partial class ModelFolder
{
    private readonly string _folder;

    /// <summary>The folder of one.</summary>
    /// <param name="models">The folder of all.</param>
    /// <param name="name">The model's name.</param>
    /// <exception cref="InvalidInputException">It cannot be a name.</exception>
    public ModelFolder(string models, string name) => _folder = Name().IsMatch(name)
        ? Path.Combine(models, name)
        : throw new InvalidInputException($"'{name}' cannot be a model's name: letters, digits, '-', '_' and '.' are allowed, with a letter or digit first.");

    /// <summary>Copies a model's files into it, in place of what was there; it appears whole or not at all.</summary>
    /// <param name="model">The model; check sums are added to its description.</param>
    /// <returns>The folder.</returns>
    public string Put(Model model)
    {
        var description = model.Description;
        var unfinished = $"{_folder}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(unfinished);
            var complete = description with
            {
                Weights = Copy(model.WeightsPath, unfinished, description.Weights),
                Config = model.ConfigPath is { } config ? Copy(config, unfinished, description.Config!) : null,
                Labels = Copy(model.LabelsPath, unfinished, description.Labels),
            };
            File.WriteAllBytes(Path.Combine(unfinished, ModelDescription.FileName), complete.ToBytes());
            if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
            Directory.Move(unfinished, _folder);
            return _folder;
        }
        finally
        {
            if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        }
    }

    private static ModelFile Copy(string path, string folder, ModelFile described)
    {
        var copy = Path.Combine(folder, described.File);
        File.Copy(path, copy);
        return described with { Sha256 = Checksums.Sha256(copy), Sha1 = null };
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Name();
}
