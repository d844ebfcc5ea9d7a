using VideoPipeline.Errors;

namespace VideoPipeline.Cli.Frames;

/// <summary>Files that are being made, in a hidden folder inside the one they are for; gone when they are not published.</summary>
internal sealed class UnfinishedFolder : IDisposable
{
    private readonly string _folder;
    private readonly DirectoryInfo _unfinished;
    private readonly bool _madeFolder;
    private bool _published;

    /// <summary>Makes both folders.</summary>
    /// <exception cref="InvalidInputException">They cannot be made.</exception>
    public UnfinishedFolder(string folder)
    {
        _folder = folder;
        _madeFolder = !Directory.Exists(folder);
        try
        {
            _unfinished = Directory.CreateDirectory(Path.Combine(folder, $".unfinished-{Guid.NewGuid():N}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"Frames cannot be written to {folder}: {e.Message} Name another folder.", e);
        }
    }

    /// <summary>Where a file is made.</summary>
    public string PathOf(string name) => Path.Combine(_unfinished.FullName, name);

    /// <summary>Moves files to their place, over those that have their names, and gives their paths.</summary>
    public IReadOnlyList<string> Publish(IReadOnlyList<string> names)
    {
        var paths = names.Select(name => Path.Combine(_folder, name)).ToList();
        for (var i = 0; i < names.Count; i++) File.Move(PathOf(names[i]), paths[i], overwrite: true);
        _published = true;
        return paths;
    }

    public void Dispose()
    {
        _unfinished.Delete(recursive: true);
        if (_madeFolder && !_published && !Directory.EnumerateFileSystemEntries(_folder).Any()) Directory.Delete(_folder);
    }
}
