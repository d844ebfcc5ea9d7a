using System.Text;
using VideoPipeline.Layers.Packages;

namespace VideoPipeline.Layers.Auditing;

/// <summary>Paths and links: what would be unpacked elsewhere, over each other, or lead nowhere.</summary>
internal static class EntryRules
{
    public static IEnumerable<Finding> Check(Package package)
    {
        var paths = new UnpackedPaths(package);
        foreach (var entry in package.Entries)
        {
            if (!entry.IsInside)
                yield return Found(entry, "its path leads out of the package", "Pack from inside of the folder, with relative paths");
            else if (entry.IsLink && Link(package, entry, paths) is { } problem)
                yield return Found(entry, problem, "Make the link relative, to a file of the package, or pack the file itself");
            else if (!entry.IsFolder && paths.IsFolder($"{package.Folder}/{entry.Path}"))
                yield return Found(entry, "other entries have it as their folder", "Leave out the one or the others, then pack into a new file");
        }

        foreach (var twice in package.Entries.GroupBy(entry => entry.Path).Where(group => group.Count() > 1))
            yield return Found(twice.First(), "it is in the package twice", "Pack into a new file");

        Finding Found(PackageEntry entry, string problem, string remedy) => new(package.Name, entry.Path, problem, remedy);
    }

    private static string? Link(Package package, PackageEntry entry, UnpackedPaths paths)
    {
        var target = Encoding.UTF8.GetString(entry.Content);
        if (target.StartsWith('/')) return $"it links to {target}, an absolute path";
        if (Leaves(entry.Path, target)) return $"it links to {target}, outside of the package";
        return paths.Follow($"{package.Folder}/{entry.Path}", out var isLoop) switch
        {
            null when isLoop => $"it links to {target}, which leads back to it",
            null => $"it links to {target}, which is not in the package",
            _ => null,
        };
    }

    private static bool Leaves(string path, string target)
    {
        var depth = path.Count(c => c == '/');
        foreach (var part in target.Split('/'))
        {
            depth += part switch { "" or "." => 0, ".." => -1, _ => 1 };
            if (depth < 0) return true;
        }

        return false;
    }
}
