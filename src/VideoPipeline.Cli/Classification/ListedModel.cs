using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Cli.Classification;

/// <summary>A model that can be asked for by its name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it is.</param>
/// <param name="Files">Where its files come from, in words.</param>
/// <param name="Folder">Where they are; null where they are not on this machine.</param>
internal sealed record ListedModel(string Name, string Title, string Files, string? Folder)
{
    /// <summary>All that are on this machine or built in, by name.</summary>
    public static async Task<IReadOnlyList<ListedModel>> AllAsync(ModelLibrary models, string folder, CancellationToken cancellation)
    {
        var names = new[] { folder, ModelLibrary.LayerFolder }
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .Where(one => File.Exists(Path.Combine(one, ModelDescription.FileName)))
            .Select(one => Path.GetFileName(one)!);
        var listed = new List<ListedModel>();
        foreach (var name in names.Concat(BuiltInModels.Names).Distinct().Order(StringComparer.Ordinal))
        {
            var (description, found) = await models.FindAsync(name, cancellation);
            var files = found is not null ? "here"
                : description.Weights.Address is not null ? "fetched when first used"
                : "to be added (models add)";
            listed.Add(new ListedModel(name, description.Title, files, found));
        }
        return listed;
    }
}
