namespace VideoPipeline.Native;

/// <summary>A folder of its own for one piece of work, gone with all it holds when the work is done.</summary>
public sealed class WorkingFolder : IDisposable
{
    /// <summary>Makes the folder, readable by this user alone.</summary>
    public WorkingFolder() => Path = Directory.CreateTempSubdirectory("videopipeline-").FullName;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
