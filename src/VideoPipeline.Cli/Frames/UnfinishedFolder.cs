namespace VideoPipeline.Cli.Frames;

/// <summary>Files that are being made, in a hidden folder inside the one they are for; gone when they are not published.</summary>
internal sealed class UnfinishedFolder : IDisposable
{
    private readonly string folder;
    private readonly DirectoryInfo unfinished;
    private readonly bool madeFolder;
    private bool published;

    /// <summary>Makes both folders.</summary>
    /// <exception cref="InvalidInputException">They cannot be made.</exception>
    public UnfinishedFolder(string folder)
    {
        this.folder = folder;
        madeFolder = !Directory.Exists(folder);
        try
        {
            unfinished = Directory.CreateDirectory(Path.Combine(folder, $".unfinished-{Guid.NewGuid():N}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"Frames cannot be written to {folder}: {e.Message} Name another folder.", e);
        }
    }

    /// <summary>Where a file is made.</summary>
    public string PathOf(string name) => Path.Combine(unfinished.FullName, name);

    /// <summary>Moves files to their place, over those that have their names, and gives their paths.</summary>
    public IReadOnlyList<string> Publish(IReadOnlyList<string> names)
    {
        var paths = names.Select(name => Path.Combine(folder, name)).ToList();
        for (var i = 0; i < names.Count; i++) File.Move(PathOf(names[i]), paths[i], overwrite: true);
        published = true;
        return paths;
    }

    public void Dispose()
    {
        unfinished.Delete(recursive: true);
        if (madeFolder && !published && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }
}
