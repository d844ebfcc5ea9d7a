using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Cli.Classification;

/// <summary>The folder of a model in the store's folder of models.</summary>
internal sealed partial class ModelFolder
{
    private readonly string _folder;

    /// <summary>Creates the object; the folder need not exist.</summary>
    /// <param name="models">The folder of all models.</param>
    /// <param name="name">The model's name.</param>
    /// <exception cref="InvalidInputException">The name is invalid.</exception>
    public ModelFolder(string models, string name) => _folder = Name().IsMatch(name)
        ? Path.Combine(models, name)
        : throw new InvalidInputException(
            $"'{name}' is not a valid model name. Use letters, digits, '-', '_' and '.', starting with a letter or digit.");

    /// <summary>Copies the files of a model to the folder, atomically, and replaces previous files.</summary>
    /// <param name="model">The model; checksums are added to its description.</param>
    /// <returns>The path of the folder.</returns>
    public string Install(Model model)
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

    private static ModelFile Copy(string path, string folder, ModelFile file)
    {
        var copy = Path.Combine(folder, file.File);
        File.Copy(path, copy);
        return file with { Sha256 = Checksums.Sha256(copy), Sha1 = null };
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Name();
}
