using System.IO.Compression;
using System.Text;

namespace VideoPipeline.Layers.Packages;

/// <summary>
/// Packs folders into zip files reproducibly: the same files, links and modes give the same bytes.
/// </summary>
public static class Packer
{
    private const int RegularFile = 0x8000, Link = 0xa000, All = 0b111_111_111;

    // The earliest time stamp of the zip format.
    private static readonly DateTimeOffset s_time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs all files and links in a folder and its subfolders.</summary>
    /// <param name="folder">The path of the folder.</param>
    /// <param name="zip">The path of the zip file to write.</param>
    /// <exception cref="UnreadablePackageException">The folder does not exist.</exception>
    public static void Pack(string folder, string zip)
    {
        if (!Directory.Exists(folder))
        {
            throw new UnreadablePackageException(
                $"{folder}: the folder does not exist. Build it (layers/build), or correct the path.");
        }

        var temporary = $"{zip}.new";
        File.Delete(temporary);
        using (var archive = ZipFile.Open(temporary, ZipArchiveMode.Create))
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                Add(archive, new FileInfo(path), Path.GetRelativePath(folder, path));
        }

        File.Move(temporary, zip, overwrite: true);
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

    // Lambda runs functions as a different user, so everyone gets the owner's permissions except writing.
    private static int ModeOf(FileInfo file) => file switch
    {
        { LinkTarget: not null } => Link | All,
        _ when file.UnixFileMode.HasFlag(UnixFileMode.UserExecute) => RegularFile | 0b111_101_101,
        _ => RegularFile | 0b110_100_100,
    };
}
