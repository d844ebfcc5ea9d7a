using System.Text;

namespace VideoPipeline.Layers.Packages;

/// <summary>Unpacks packages as Lambda does: links and modes included, and nothing outside of the folder.</summary>
public static class Unpacker
{
    private const int Permissions = 0b111_111_111;

    /// <summary>Unpacks a zip file into a folder, which may have others' files already.</summary>
    /// <exception cref="UnreadablePackageException">It cannot be read, or has an entry that would be written elsewhere.</exception>
    public static void Unpack(string zip, string folder)
    {
        var entries = Package.Read(zip, Mount.Opt).Entries;
        if (entries.FirstOrDefault(entry => !entry.IsInside || entry.Special is not null) is { } wrong)
            throw new UnreadablePackageException($"{zip}: {wrong.Path}: it would not be unpacked into the folder. Pack files with relative paths.");
        Directory.CreateDirectory(folder);
        foreach (var entry in entries) Unpack(zip, folder, entry);
    }

    private static void Unpack(string zip, string folder, PackageEntry entry)
    {
        var below = folder;
        foreach (var part in entry.Path.TrimEnd('/').Split('/')[..^1])
        {
            below = Path.Combine(below, part);
            if (new DirectoryInfo(below).LinkTarget is not null)
                throw new UnreadablePackageException($"{zip}: {entry.Path}: {below} is a link, through which it would be written. Pack it where the link leads.");
            Directory.CreateDirectory(below);
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
        if (entry.Mode != 0 && !OperatingSystem.IsWindows()) File.SetUnixFileMode(file.SafeFileHandle, (UnixFileMode)(entry.Mode & Permissions));
    }
}
