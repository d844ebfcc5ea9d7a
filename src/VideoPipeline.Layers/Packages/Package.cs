namespace VideoPipeline.Layers.Packages;

/// <summary>The folder into which Lambda unpacks a package.</summary>
public enum Mount
{
    /// <summary><c>/var/task</c>, for the package of a function.</summary>
    Task,

    /// <summary><c>/opt</c>, for a layer.</summary>
    Opt,
}

/// <summary>A deployment package: the zip file of a function or layer.</summary>
/// <param name="Name">The name of the zip file.</param>
/// <param name="Mount">Where Lambda unpacks it.</param>
/// <param name="ZipLength">The size of the zip file in bytes.</param>
/// <param name="Entries">The entries of the zip file.</param>
public sealed record Package(string Name, Mount Mount, long ZipLength, IReadOnlyList<PackageEntry> Entries)
{
    /// <summary>The unzipped size in bytes.</summary>
    public long Length => Entries.Sum(entry => (long)entry.Content.Length);

    /// <summary>The path of the folder into which Lambda unpacks it.</summary>
    public string Folder => Mount == Mount.Task ? "/var/task" : "/opt";

    /// <summary>Reads a zip file.</summary>
    /// <exception cref="UnreadablePackageException">The file does not exist, is not a valid zip file, or exceeds Lambda's
    /// unzipped size limit.</exception>
    public static Package Read(string zip, Mount mount)
    {
        var length = new FileInfo(zip) is { Exists: true } file ? file.Length : 0;
        return new Package(Path.GetFileName(zip), mount, length, ZipReader.Read(zip));
    }
}
