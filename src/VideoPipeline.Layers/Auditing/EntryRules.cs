using System.Text;
using VideoPipeline.Layers.Elf;
using VideoPipeline.Layers.Packages;

namespace VideoPipeline.Layers.Auditing;

/// <summary>Paths, modes and links: Lambda unpacks as one user and runs as another.</summary>
internal static class EntryRules
{
    private const int Readable = 0b100_100_100, Executable = 0b001_001_001;

    public static IEnumerable<Finding> Check(Package package)
    {
        var paths = package.Entries.Select(entry => entry.Path.TrimEnd('/')).ToHashSet();
        foreach (var entry in package.Entries)
        {
            if (!IsInside(entry.Path))
                yield return Found(entry, "its path leads out of the package", "Pack from inside of the folder, with relative paths");
            else if (entry.IsLink && Link(entry, paths) is { } problem)
                yield return Found(entry, problem, "Make the link relative, to a file of the package, or pack the file itself");
            else if (!entry.IsLink && (entry.Mode & Readable) != Readable)
                yield return Found(entry, $"mode {Octal(entry)}: Lambda's user may not read it", "chmod a+r, then pack again");
            else if (MustExecute(entry) && (entry.Mode & Executable) != Executable)
                yield return Found(entry, $"mode {Octal(entry)}: it has no execute bit", "chmod a+x, then pack again");
        }

        foreach (var twice in package.Entries.GroupBy(entry => entry.Path).Where(group => group.Count() > 1))
            yield return Found(twice.First(), "it is in the package twice", "Pack into a new file");

        Finding Found(PackageEntry entry, string problem, string remedy) => new(package.Name, entry.Path, problem, remedy);
    }

    private static bool IsInside(string path) =>
        path.Length > 0 && !path.StartsWith('/') && !path.Contains('\\') && !path.TrimEnd('/').Split('/').Any(part => part is "" or "." or "..");

    private static string? Link(PackageEntry entry, HashSet<string> paths)
    {
        var target = Encoding.UTF8.GetString(entry.Content);
        if (target.StartsWith('/')) return $"it links to {target}, an absolute path";
        var parts = new Stack<string>(entry.Path.Split('/')[..^1]);
        foreach (var part in target.Split('/'))
        {
            if (part != "..") parts.Push(part);
            else if (!parts.TryPop(out _)) return $"it links to {target}, outside of the package";
        }

        return paths.Contains(string.Join('/', parts.Reverse())) ? null : $"it links to {target}, which is not in the package";
    }

    private static bool MustExecute(PackageEntry entry)
    {
        if (entry.IsLink) return false;
        if (entry.IsFolder || entry.Path.StartsWith("bin/", StringComparison.Ordinal) || entry.Content.AsSpan().StartsWith("#!"u8)) return true;
        try
        {
            return ElfFile.Is(entry.Content) && ElfReader.Read(entry.Content).IsProgram;
        }
        catch (MalformedElfException)
        {
            return false; // told of where it is read
        }
    }

    private static string Octal(PackageEntry entry) => Convert.ToString(entry.Mode & 0xfff, 8).PadLeft(4, '0');
}
