using System.Text;

namespace VideoPipeline.Layers.Packages;

/// <summary>Unpacks packages like Lambda, including links and modes, and never outside the target folder.</summary>
public static class Unpacker
{
    private const int Permissions = 0b111_111_111;

    /// <summary>Unpacks a zip file into a folder, which may already contain files of other packages.</summary>
    /// <exception cref="UnreadablePackageException">The zip file cannot be read, or an entry would be written outside the
    /// folder.</exception>
    public static void Unpack(string zip, string folder)
    {
        var entries = Package.Read(zip, Mount.Opt).Entries;
        if (entries.FirstOrDefault(entry => !entry.IsInside || entry.SpecialFileType is not null) is { } invalid)
        {
            throw new UnreadablePackageException(
                $"{zip}: {invalid.Path}: it is outside the folder or a special file. Pack regular files with relative paths.");
        }

        Directory.CreateDirectory(folder);
        foreach (var entry in entries) Unpack(zip, folder, entry);
    }

    private static void Unpack(string zip, string folder, PackageEntry entry)
    {
        var parent = folder;
        foreach (var part in entry.Path.TrimEnd('/').Split('/')[..^1])
        {
            parent = Path.Combine(parent, part);
            if (new DirectoryInfo(parent).LinkTarget is not null)
            {
                throw new UnreadablePackageException(
                    $"{zip}: {entry.Path}: its folder {parent} is a symbolic link. Pack the file at the target of the link.");
            }

            Directory.CreateDirectory(parent);
        }

        var path = Path.Combine(folder, entry.Path.TrimEnd('/'));
        if (entry.IsFolder)
            Directory.CreateDirectory(path);
        else if (entry.IsLink)
            File.CreateSymbolicLink(path, Encoding.UTF8.GetString(entry.Content));
        else
            Write(path, entry);
    }

    private static void Write(string path, PackageEntry entry)
    {
        using var file = new FileStream(path, FileMode.CreateNew);
        file.Write(entry.Content);
        if (entry.Mode != 0 && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(file.SafeFileHandle, (UnixFileMode)(entry.Mode & Permissions));
    }
}
