namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>The temporary folder of one sandbox, in place of Lambda's /tmp. It is deleted with the sandbox.</summary>
internal sealed class SandboxFolder
{
    private SandboxFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>The size of its files in bytes; 0 if it is mounted in the processes of the sandbox only.</summary>
    public long Size => Directory.EnumerateFiles(
        Path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Sum(static file => SizeOf(file));

    /// <summary>Creates a folder, and deletes those that killed programs have left behind.</summary>
    public static SandboxFolder Create()
    {
        var root = System.IO.Path.GetTempPath();
        foreach (var left in OwnedFolders.Abandoned(root)) TryDelete(left);
        // Other users may not read it.
        return new SandboxFolder(Directory.CreateTempSubdirectory(OwnedFolders.Prefix).FullName);
    }

    /// <summary>Deletes it. Its processes have exited.</summary>
    public void Delete() => TryDelete(Path);

    // A file may be deleted while it is measured.
    private static long SizeOf(string file)
    {
        try
        {
            return new FileInfo(file).Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    // Another user's cannot be deleted.
    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is left to whoever may.
        }
    }
}
