using System.IO.Compression;
using System.Text;

namespace VideoPipeline.Layers.Packages;

/// <summary>
/// Packs folders. The same files, links and modes always give the same bytes, whenever and by
/// whomever they are packed.
/// </summary>
public static class Packer
{
    private const int RegularFile = 0x8000, Link = 0xa000, All = 0b111_111_111;

    // The earliest that a zip file can state.
    private static readonly DateTimeOffset s_time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs all files and links below a folder.</summary>
    /// <param name="folder">What is to be packed.</param>
    /// <param name="zip">The file to write.</param>
    /// <exception cref="UnreadablePackageException">There is no such folder.</exception>
    public static void Pack(string folder, string zip)
    {
        if (!Directory.Exists(folder)) throw new UnreadablePackageException($"{folder}: there is no such folder to pack. Build it (layers/build), or correct the path.");
        var unfinished = $"{zip}.new";
        File.Delete(unfinished);
        using (var archive = ZipFile.Open(unfinished, ZipArchiveMode.Create))
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                Add(archive, new FileInfo(path), Path.GetRelativePath(folder, path));
        }

        File.Move(unfinished, zip, overwrite: true);
    }

    private static void Add(ZipArchive archive, FileInfo file, string name)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = s_time;
        entry.ExternalAttributes = ModeOf(file) << 16;
        using var content = entry.Open();
        if (file.LinkTarget is { } target)
        {
            content.Write(Encoding.UTF8.GetBytes(target));
            return;
        }

        using var source = file.OpenRead();
        source.CopyTo(content);
    }

    // Lambda runs as a user of its own: what its owner may do here, all may there, but for writing.
    private static int ModeOf(FileInfo file) => file switch
    {
        { LinkTarget: not null } => Link | All,
        _ when file.UnixFileMode.HasFlag(UnixFileMode.UserExecute) => RegularFile | 0b111_101_101,
        _ => RegularFile | 0b110_100_100,
    };
}
