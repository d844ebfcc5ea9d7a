using VideoPipeline.Errors;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Stills.Classification;

/// <summary>
/// Finds models by what people call them: a name (looked for as a folder with a <c>model.json</c> in each of some places, then among
/// <see cref="BuiltInModels"/>), or the path or address of such a folder or file.
/// </summary>
/// <param name="sources">Reads addresses.</param>
/// <param name="cache">Keeps what was fetched.</param>
/// <param name="places">Folders of models: paths or addresses.</param>
/// <param name="namedFolders">Whether folders of this machine may be named besides.</param>
public sealed class ModelLibrary(VideoSources sources, ModelCache cache, IReadOnlyList<string> places, bool namedFolders = true)
{
    /// <summary>Where a Lambda layer puts models.</summary>
    public const string LayerFolder = "/opt/models";

    private const long LargestDescription = 1 << 20;

    /// <summary>The models that need no description of one's own, by name.</summary>
    internal Func<string, ModelDescription?> BuiltIn { get; init; } = BuiltInModels.Find;

    /// <summary>The models of a store: those in it, those of a layer and those that are built in.</summary>
    /// <param name="sources">Reads addresses.</param>
    /// <param name="bucket">The store's bucket.</param>
    /// <param name="folder">The folder that is the store; null where it is the bucket.</param>
    public static ModelLibrary Of(VideoSources sources, string bucket, string? folder) => folder is null
        ? new(sources, new ModelCache(Path.Combine(Path.GetTempPath(), "videopipeline-models")), [$"s3://{bucket}/models", LayerFolder], namedFolders: false)
        : new(sources, new ModelCache(Path.Combine(folder, "cache", "models")), [Path.Combine(folder, "models"), LayerFolder]);

    /// <summary>A model with all its files at hand.</summary>
    /// <param name="name">Its name, path or address.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidInputException">There is no such model, or a file of it is not there or not what is described.</exception>
    /// <exception cref="SourceUnavailableException">A server did not answer.</exception>
    public async Task<Model> OpenAsync(string name, CancellationToken cancellation)
    {
        var (description, folder) = await FindAsync(name, cancellation);
        var labels = await FileAsync(name, folder, description.Labels, cancellation);
        return new Model(
            name,
            description,
            await FileAsync(name, folder, description.Weights, cancellation),
            description.Config is { } config ? await FileAsync(name, folder, config, cancellation) : null,
            labels,
            LabelsFile.Read(labels, description.Labels.File));
    }

    /// <summary>The names of a model's classes alone.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public async Task<IReadOnlyList<string>> LabelsAsync(string name, CancellationToken cancellation)
    {
        var (description, folder) = await FindAsync(name, cancellation);
        return LabelsFile.Read(await FileAsync(name, folder, description.Labels, cancellation), description.Labels.File);
    }

    /// <summary>A model's description, and the folder of its files; null for one that is built in.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public async Task<(ModelDescription Description, string? Folder)> FindAsync(string name, CancellationToken cancellation)
    {
        var isPlace = name.Contains('/');
        if (isPlace && !namedFolders && SourceAddress.Scheme(name) is null or "file")
            throw new InvalidInputException($"The model {name} is a folder, and none of this machine may be named here. Name a model of the bucket, or its s3:// or https:// address.");
        if (!isPlace && !ModelFile.IsName(name))
            throw new InvalidInputException("The model's name is none: it may be neither empty nor . or .., and holds no control characters. Name a model that is there.");
        foreach (var folder in isPlace ? [FolderOf(name)] : places.Select(place => Join(place, name)))
        {
            var path = Join(folder, ModelDescription.FileName);
            if (await ReadAsync(path, cancellation) is not { } bytes) continue;
            var description = ModelDescription.Parse(bytes, SourceAddress.ForDisplay(path));
            RefuseBuckets(description, path);
            return (description, folder);
        }
        if (!isPlace && BuiltIn(name) is { } builtIn) return (builtIn, null);
        throw new InvalidInputException(isPlace
            ? $"There is no {ModelDescription.FileName} in {SourceAddress.ForDisplay(FolderOf(name))}. Name the folder or address of a model, or add one by: models add."
            : $"There is no model {name} in {string.Join(" or ", places.Select(SourceAddress.ForDisplay))}, and it is none of the built-in ones " +
              $"({string.Join(", ", BuiltInModels.Names)}). Add it by: models add {name} --weights FILE --config FILE --labels FILE.");
    }

    private async Task<string> FileAsync(string name, string? folder, ModelFile file, CancellationToken cancellation)
    {
        var tried = new List<string>();
        var beside = folder is null ? null : Join(folder, file.File);
        if (beside is not null && SourceAddress.Scheme(beside) is null)
        {
            if (File.Exists(beside))
            {
                Checksums.Require(beside, file);
                return beside;
            }
            tried.Add(beside);
            beside = null;
        }
        // What is built in was named by nobody else, and what has its SHA-256 is that file, whoever handed it over.
        var from = folder is null && file.Sha256 is not null ? sources.AllowingPlainHttp() : sources;
        foreach (var address in new[] { beside, file.Address }.OfType<string>())
        {
            try
            {
                return await cache.GetAsync(from, address, file, cancellation);
            }
            catch (Exception absent) when (absent is VideoNotFoundException or VideoAccessDeniedException or UnsupportedVideoException)
            {
                tried.Add($"{SourceAddress.ForDisplay(address)} ({absent.Message})");
            }
        }
        throw new InvalidInputException(tried.Count == 0
            ? $"No public address of {file.File} of the model {name} is known here. Get the file and add it by: models add {name} --weights FILE --labels FILE."
            : $"The file {file.File} of the model {name} is not there: {string.Join("; ", tried)}.");
    }

    private async Task<byte[]?> ReadAsync(string path, CancellationToken cancellation)
    {
        if (SourceAddress.Scheme(path) is null) return File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellation) : null;
        try
        {
            await using var source = await sources.OpenAsync(path, expected: null, cancellation);
            var bytes = new byte[Math.Min(source.Length, LargestDescription)];
            await source.ReadExactlyAsync(0, bytes, cancellation);
            return bytes;
        }
        catch (VideoNotFoundException)
        {
            return null;
        }
    }

    // A bucket is read with the credentials of whoever runs this, and a label comes back in the results: a description that anybody may
    // have written must not choose what is read so.
    private static void RefuseBuckets(ModelDescription description, string path)
    {
        if (SourceAddress.Scheme(path) is not ("http" or "https")) return;
        if (description.Files.FirstOrDefault(file => file.Address is { } address && SourceAddress.Scheme(address) == "s3") is { } file)
            throw new InvalidInputException(
                $"{SourceAddress.ForDisplay(path)}: {file.File} is to be read from a bucket, which a description on a web server may not ask for. " +
                "Give its http(s):// address, or put the description into the bucket too.");
    }

    private static string FolderOf(string name) =>
        name.EndsWith("/" + ModelDescription.FileName, StringComparison.Ordinal) ? name[..^(ModelDescription.FileName.Length + 1)] : name;

    private static string Join(string folder, string name) => $"{folder.TrimEnd('/')}/{name}";
}
