namespace VideoPipeline.Native;

/// <summary>A temporary folder that is deleted with its content when disposed.</summary>
internal sealed class WorkingFolder : IDisposable
{
    /// <summary>Creates the folder, accessible only to the current user.</summary>
    public WorkingFolder() => Path = Directory.CreateTempSubdirectory("videopipeline-").FullName;

    /// <summary>The path of the folder.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
