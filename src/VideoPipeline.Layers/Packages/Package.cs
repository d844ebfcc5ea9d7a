using System.IO.Compression;

namespace VideoPipeline.Layers.Packages;

/// <summary>Where Lambda unpacks a package.</summary>
public enum Mount
{
    /// <summary>A function's: <c>/var/task</c>.</summary>
    Task,

    /// <summary>A layer's: <c>/opt</c>.</summary>
    Opt,
}

/// <summary>A file, folder or link of a package.</summary>
/// <param name="Path">Its path as the package states it, with <c>/</c> between; a folder's ends with one.</param>
/// <param name="Mode">Type and permissions as in <c>st_mode</c>; 0 where the package states none.</param>
/// <param name="Content">A file's bytes, a link's target.</param>
public sealed record PackageEntry(string Path, int Mode, byte[] Content)
{
    private const int TypeMask = 0xf000, LinkType = 0xa000;

    /// <summary>Whether it is a symbolic link.</summary>
    public bool IsLink => (Mode & TypeMask) == LinkType;

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder => Path.EndsWith('/');
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
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static Package Read(string zip, Mount mount)
    {
        using var archive = ZipFile.OpenRead(zip);
        return new Package(
            Path.GetFileName(zip),
            mount,
            new FileInfo(zip).Length,
            [.. archive.Entries.Select(entry => new PackageEntry(entry.FullName, entry.ExternalAttributes >>> 16, Content(entry)))]);
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var unpacked = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
