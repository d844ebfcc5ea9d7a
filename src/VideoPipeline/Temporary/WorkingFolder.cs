namespace VideoPipeline.Temporary;

/// <summary>A temporary folder that is deleted with its content when disposed.</summary>
/// <remarks>
/// A process that is killed leaves its folders behind. Each folder has a file that its process keeps locked, so the next process
/// can tell which folders nobody uses any more, and deletes them.
/// </remarks>
internal sealed class WorkingFolder : IDisposable
{
    private const string Prefix = "videopipeline-work-", LockFile = ".lock";

    private static readonly Lock s_clearing = new();
    private static string? s_cleared;

    private readonly FileStream _lock;

    /// <summary>Creates the folder, accessible only to the current user.</summary>
    /// <exception cref="Errors.LimitExceededException">The temporary folder cannot be written to.</exception>
    public WorkingFolder()
    {
        ClearOnce(System.IO.Path.GetTempPath());
        Path = TemporaryFiles.CreateFolder(Prefix);
        try
        {
            _lock = File.Open(LockOf(Path), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            Directory.Delete(Path);
            throw TemporaryFiles.Failure("A file", e);
        }
    }

    /// <summary>The path of the folder.</summary>
    public string Path { get; }

    /// <summary>Deletes the folders in <paramref name="parent"/> whose processes have ended without deleting them.</summary>
    public static void DeleteAbandoned(string parent)
    {
        if (!Directory.Exists(parent)) return;
        foreach (var folder in Directory.EnumerateDirectories(parent, $"{Prefix}*"))
        {
            try
            {
                // A folder without the file is being made by another process. FileShare.None is a lock (flock).
                using (File.Open(LockOf(folder), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                    ReleasePipes(folder);
                    Directory.Delete(folder, recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use, or of another user.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
        _lock.Dispose();
    }

    // An ffmpeg may wait for the killed process at the other end of a named pipe. Opened for both, it lets ffmpeg go on, and
    // closed again, it ends it: a writer by SIGPIPE, a reader by the end of its input.
    private static void ReleasePipes(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => System.IO.Path.GetFileName(file) != LockFile))
            File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
    }

    private static string LockOf(string folder) => System.IO.Path.Combine(folder, LockFile);

    private static void ClearOnce(string parent)
    {
        lock (s_clearing)
        {
            if (s_cleared == parent) return;
            s_cleared = parent;
        }
        DeleteAbandoned(parent);
    }
}
