using System.Text;
using VideoPipeline.Layers.Packages;

namespace VideoPipeline.Layers.Auditing;

/// <summary>Checks the paths of entries and the targets of symbolic links.</summary>
internal static class EntryRules
{
    public static IEnumerable<Finding> Check(Package package)
    {
        var paths = new UnpackedPaths(package);
        foreach (var entry in package.Entries)
        {
            if (!entry.IsInside)
                yield return Create(entry, "its path is outside the package", "Pack the folder's content, with relative paths");
            else if (entry.IsLink && CheckLink(package, entry, paths) is { } problem)
                yield return Create(entry, problem, "Use a relative link to a file of the package, or pack the file itself");
            else if (!entry.IsFolder && paths.IsFolder($"{package.Folder}/{entry.Path}"))
                yield return Create(entry, "it is both a file and a folder", "Remove one of them, then pack into a new file");
        }

        foreach (var duplicates in package.Entries.GroupBy(entry => entry.Path).Where(group => group.Count() > 1))
            yield return Create(duplicates.First(), "it is in the package twice", "Pack into a new file");

        Finding Create(PackageEntry entry, string problem, string remedy) => new(package.Name, entry.Path, problem, remedy);
    }

    private static string? CheckLink(Package package, PackageEntry entry, UnpackedPaths paths)
    {
        var target = Encoding.UTF8.GetString(entry.Content);
        if (target.StartsWith('/')) return $"it links to {target}, an absolute path";
        if (IsOutside(entry.Path, target)) return $"it links to {target}, outside the package";
        return paths.Resolve($"{package.Folder}/{entry.Path}", out var isLoop) switch
        {
            null when isLoop => $"it links to {target}, a link loop",
            null => $"it links to {target}, which is not in the package",
            _ => null,
        };
    }

    private static bool IsOutside(string path, string target)
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
