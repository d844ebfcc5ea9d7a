using VideoPipeline.Errors;

namespace VideoPipeline.Cli.Frames;

/// <summary>A hidden staging folder inside the output folder; deleted with its files unless they are published.</summary>
internal sealed class StagingFolder : IDisposable
{
    private readonly string _folder;
    private readonly DirectoryInfo _unfinished;
    private readonly bool _createdFolder;
    private bool _published;

    /// <summary>Creates both folders.</summary>
    /// <exception cref="InvalidInputException">The folders cannot be created.</exception>
    public StagingFolder(string folder)
    {
        _folder = folder;
        _createdFolder = !Directory.Exists(folder);
        try
        {
            _unfinished = Directory.CreateDirectory(Path.Combine(folder, $".unfinished-{Guid.NewGuid():N}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"Files cannot be written to {folder}: {e.Message} Choose another folder.", e);
        }
    }

    /// <summary>The path of a file in the staging folder. The name can begin with a folder, which is created.</summary>
    public string PathOf(string name) => PathIn(_unfinished.FullName, name);

    /// <summary>Moves files to the output folder, replaces those of the same names, and returns their paths.</summary>
    public IReadOnlyList<string> Publish(IReadOnlyList<string> names)
    {
        var paths = names.Select(name => PathIn(_folder, name)).ToList();
        for (var i = 0; i < names.Count; i++) File.Move(PathOf(names[i]), paths[i], overwrite: true);
        _published = true;
        return paths;
    }

    private static string PathIn(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    public void Dispose()
    {
        _unfinished.Delete(recursive: true);
        if (_createdFolder && !_published && !Directory.EnumerateFileSystemEntries(_folder).Any()) Directory.Delete(_folder);
    }
}
