namespace VideoPipeline.Layers.Packages;

/// <summary>Where Lambda unpacks a package.</summary>
public enum Mount
{
    /// <summary>A function's: <c>/var/task</c>.</summary>
    Task,

    /// <summary>A layer's: <c>/opt</c>.</summary>
    Opt,
}

/// <summary>A zip file as Lambda is given it.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Mount">Where it is unpacked.</param>
/// <param name="ZipLength">Bytes of the zip file.</param>
/// <param name="Entries">What is in it.</param>
public sealed record Package(string Name, Mount Mount, long ZipLength, IReadOnlyList<PackageEntry> Entries)
{
    /// <summary>Bytes when unpacked.</summary>
    public long Length => Entries.Sum(entry => (long)entry.Content.Length);

    /// <summary>The folder in which Lambda unpacks it.</summary>
    public string Folder => Mount == Mount.Task ? "/var/task" : "/opt";

    /// <summary>Reads a zip file.</summary>
    /// <exception cref="UnreadablePackageException">It is absent, none, torn, or larger than all that Lambda unpacks.</exception>
    public static Package Read(string zip, Mount mount) => new(Path.GetFileName(zip), mount, new FileInfo(zip) is { Exists: true } file ? file.Length : 0, ZipReader.Read(zip));
}
