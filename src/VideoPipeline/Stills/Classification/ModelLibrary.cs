using VideoPipeline.Errors;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Stills.Classification;

/// <summary>
/// Finds models by name, path or address. A name is a folder with a <c>model.json</c> in one of the model folders, or a model of
/// <see cref="BuiltInModels"/>; a path or address is that of a folder with a <c>model.json</c>, or of that file.
/// </summary>
/// <param name="sources">The sources that open addresses.</param>
/// <param name="cache">The cache of downloaded files.</param>
/// <param name="modelFolders">The folders to search for a name, in order: paths or addresses.</param>
/// <param name="allowLocalPaths">Whether a model may be requested by a local path.</param>
internal sealed class ModelLibrary(
    VideoSources sources, ModelCache cache, IReadOnlyList<SourceAddress> modelFolders, bool allowLocalPaths = true)
{
    /// <summary>The folder in which a Lambda layer installs models.</summary>
    public const string LayerFolder = "/opt/models";

    private const long MaxDescriptionLength = 1 << 20;

    /// <summary>Returns the built-in model of a name; null if there is none.</summary>
    internal Func<string, ModelDescription?> BuiltIn { get; init; } = BuiltInModels.Find;

    /// <summary>Creates the library of a store: its own models, those of the Lambda layer and the built-in ones.</summary>
    /// <param name="sources">The sources that open addresses.</param>
    /// <param name="bucket">The bucket of the store.</param>
    /// <param name="folder">The local folder of the store; null if the store is the bucket.</param>
    public static ModelLibrary FromStore(VideoSources sources, string bucket, string? folder) => folder is null
        ? new(
            sources,
            new ModelCache(Path.Combine(Path.GetTempPath(), "videopipeline-models")),
            [$"s3://{bucket}/models", LayerFolder],
            allowLocalPaths: false)
        : new(sources, new ModelCache(Path.Combine(folder, "cache", "models")), [Path.Combine(folder, "models"), LayerFolder]);

    /// <summary>Finds a model and makes all its files available locally.</summary>
    /// <param name="name">The name, path or address of the model.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="InvalidInputException">There is no such model, or one of its files is missing or differs from
    /// its checksum.</exception>
    /// <exception cref="SourceUnavailableException">A server did not answer.</exception>
    public async Task<Model> OpenAsync(SourceAddress name, CancellationToken cancellation)
    {
        var (description, folder) = await FindAsync(name, cancellation);
        var labels = await GetFileAsync(name, folder, description.Labels, cancellation);
        return new Model(
            name,
            description,
            await GetFileAsync(name, folder, description.Weights, cancellation),
            description.Config is { } config ? await GetFileAsync(name, folder, config, cancellation) : null,
            labels,
            LabelsFile.Read(labels, description.Labels.File));
    }

    /// <summary>Reads the class labels of a model.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public async Task<IReadOnlyList<string>> ReadLabelsAsync(SourceAddress name, CancellationToken cancellation)
    {
        var (description, folder) = await FindAsync(name, cancellation);
        return LabelsFile.Read(await GetFileAsync(name, folder, description.Labels, cancellation), description.Labels.File);
    }

    /// <summary>Finds the description of a model and the folder of its files; the folder is null for a built-in model.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public async Task<(ModelDescription Description, SourceAddress? Folder)> FindAsync(
        SourceAddress name, CancellationToken cancellation)
    {
        var plainName = name.ToString();
        var isPath = plainName.Contains('/');
        if (isPath && !allowLocalPaths && name.Scheme is null or "file")
            throw new InvalidInputException(
                $"The model {name} is a local path, which is not allowed here. Use the name of a model in the bucket, or an " +
                "s3:// or https:// address.");
        if (!isPath && !ModelFile.IsPlainName(plainName))
            throw new InvalidInputException(
                "The model name is invalid: it must not be empty, . or .., nor contain control characters. Use the name of an " +
                "existing model.");
        foreach (var folder in isPath ? [GetFolder(name)] : modelFolders.Select(modelFolder => modelFolder.Append(plainName)))
        {
            var path = folder.Append(ModelDescription.FileName);
            if (await ReadAsync(path, cancellation) is not { } bytes) continue;
            var description = ModelDescription.Parse(bytes, path.ToString());
            RejectBucketAddresses(description, path);
            return (description, folder);
        }
        if (!isPath && BuiltIn(plainName) is { } builtIn) return (builtIn, null);
        throw new InvalidInputException(isPath
            ? $"There is no {ModelDescription.FileName} in {GetFolder(name)}. Use the folder or " +
              "address of a model, or add one with: models add."
            : $"There is no model {name} in {string.Join(" or ", modelFolders)}, nor among " +
              $"the built-in models ({string.Join(", ", BuiltInModels.Names)}). Add it with: models add {name} --weights FILE " +
              "--config FILE --labels FILE.");
    }

    /// <summary>Checks that each file of a model is there or can be downloaded, without reading it.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public async Task CheckAsync(SourceAddress name, CancellationToken cancellation)
    {
        var (description, folder) = await FindAsync(name, cancellation);
        if (FindUnavailable(description, folder) is { } file) throw NoAddress(name, file);
    }

    /// <summary>Returns the first file of a model that is neither in its folder nor has an address; null if there is none.
    /// </summary>
    /// <param name="description">The description of the model.</param>
    /// <param name="folder">The folder of its files; null for a built-in model.</param>
    public static ModelFile? FindUnavailable(ModelDescription description, SourceAddress? folder) =>
        folder is { Scheme: not null }
            ? null
            : description.Files.FirstOrDefault(file =>
                !file.Addresses.Any() && !(folder is not null && File.Exists(folder.Append(file.File).Reveal())));

    private static InvalidInputException NoAddress(SourceAddress name, ModelFile file) => new(
        $"There is no known address of {file.File} of the model {name}. Get the file and add it with: models add {name} " +
        "--weights FILE --labels FILE.");

    private async Task<string> GetFileAsync(
        SourceAddress name, SourceAddress? folder, ModelFile file, CancellationToken cancellation)
    {
        var tried = new List<string>();
        var beside = folder?.Append(file.File);
        if (beside is { Scheme: null })
        {
            var path = beside.Reveal();
            if (File.Exists(path))
            {
                Checksums.Verify(path, file);
                return path;
            }
            tried.Add(beside.ToString());
            beside = null;
        }
        SourceUnavailableException? unavailable = null;
        SourceAddress[] addresses = [.. beside is null ? [] : (SourceAddress[])[beside], .. file.Addresses];
        foreach (var (index, address) in addresses.Index())
        {
            var isLast = index == addresses.Length - 1;
            try
            {
                return await cache.GetAsync(sources, address, file, cancellation);
            }
            catch (Exception exception) when (
                exception is VideoNotFoundException or VideoAccessDeniedException or UnsupportedVideoException
                // The next address may have the file. The folder of the model is not skipped: a later attempt finds it there.
                || (!isLast && address != beside && exception is SourceUnavailableException or InvalidInputException))
            {
                unavailable ??= exception as SourceUnavailableException;
                tried.Add($"{address} ({exception.Message})");
            }
        }
        if (unavailable is not null)
            throw new SourceUnavailableException(
                $"The file {file.File} of the model {name} cannot be downloaded: {string.Join("; ", tried)}.", unavailable);
        throw tried.Count == 0
            ? NoAddress(name, file)
            : new InvalidInputException($"The file {file.File} of the model {name} was not found: {string.Join("; ", tried)}.");
    }

    private async Task<byte[]?> ReadAsync(SourceAddress address, CancellationToken cancellation)
    {
        if (address is { Scheme: null } && address.Reveal() is var path)
            return File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellation) : null;
        try
        {
            await using var source = await sources.OpenAsync(address, expected: null, cancellation);
            var bytes = new byte[Math.Min(source.Length, MaxDescriptionLength)];
            await source.ReadExactlyAsync(0, bytes, cancellation);
            return bytes;
        }
        catch (VideoNotFoundException)
        {
            return null;
        }
    }

    // A bucket is read with the credentials of this process, and labels appear in the results. An untrusted description must not
    // choose which object is read with these credentials.
    private static void RejectBucketAddresses(ModelDescription description, SourceAddress path)
    {
        if (path.Scheme is not ("http" or "https")) return;
        if (description.Files.FirstOrDefault(one => one.Addresses.Any(address => address.Scheme == "s3")) is { } file)
            throw new InvalidInputException(
                $"{path}: the address of {file.File} is in a bucket, which a description on a web " +
                "server must not name. Use an http(s):// address, or move the description to the bucket.");
    }

    private static SourceAddress GetFolder(SourceAddress name) => name.WithoutSuffix($"/{ModelDescription.FileName}");
}
