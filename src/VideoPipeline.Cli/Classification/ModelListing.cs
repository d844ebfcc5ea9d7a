using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Cli.Classification;

/// <summary>A model that can be referred to by name.</summary>
/// <param name="Name">The name of the model.</param>
/// <param name="Title">The title in its description.</param>
/// <param name="Files">Whether its files are installed, downloaded on first use, or missing.</param>
/// <param name="Folder">The folder of the files; null if they are not installed.</param>
internal sealed record ModelListing(string Name, string Title, string Files, string? Folder)
{
    /// <summary>Lists the installed and the built-in models by name.</summary>
    public static async Task<IReadOnlyList<ModelListing>> AllAsync(
        ModelLibrary models, string folder, CancellationToken cancellation)
    {
        var names = new[] { folder, ModelLibrary.LayerFolder }
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .Where(path => File.Exists(Path.Combine(path, ModelDescription.FileName)))
            .Select(path => Path.GetFileName(path)!);
        var listed = new List<ModelListing>();
        foreach (var name in names.Concat(BuiltInModels.Names).Distinct().Order(StringComparer.Ordinal))
        {
            var (description, found) = await models.FindAsync(name, cancellation);
            var files = ModelLibrary.FindUnavailable(description, found) is not null ? "missing (see models add)"
                : found is not null ? "installed"
                : "downloaded on first use";
            listed.Add(new ModelListing(name, description.Title, files, found?.ToString()));
        }
        return listed;
    }
}
