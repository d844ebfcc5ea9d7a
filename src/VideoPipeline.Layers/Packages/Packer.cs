using System.IO.Compression;

namespace VideoPipeline.Layers.Packages;

/// <summary>Packs a folder: the same files and modes always give the same bytes, whenever and by whomever.</summary>
public static class Packer
{
    private const int RegularFile = 0x8000;

    // The earliest that a zip file can state.
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs all files below a folder; links become the files that they lead to.</summary>
    /// <param name="folder">What is to be packed.</param>
    /// <param name="zip">The file to write.</param>
    public static void Pack(string folder, string zip)
    {
        var unfinished = $"{zip}.new";
        using (var archive = ZipFile.Open(Emptied(unfinished), ZipArchiveMode.Create))
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var entry = archive.CreateEntry(Path.GetRelativePath(folder, path), CompressionLevel.SmallestSize);
                entry.LastWriteTime = Time;
                entry.ExternalAttributes = (RegularFile | ModeOf(path)) << 16;
                using var content = entry.Open();
                using var file = File.OpenRead(path);
                file.CopyTo(content);
            }
        }

        File.Move(unfinished, zip, overwrite: true);
    }

    private static string Emptied(string path)
    {
        File.Delete(path);
        return path;
    }

    // Lambda runs as a user of its own: what its owner may do here, all may there, but for writing.
    private static int ModeOf(string path) =>
        new FileInfo(path).UnixFileMode.HasFlag(UnixFileMode.UserExecute) ? 0b111_101_101 : 0b110_100_100;
}
