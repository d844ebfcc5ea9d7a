using VideoPipeline.Layers.Packages;

namespace VideoPipeline.Layers.Auditing;

/// <summary>Finds unnecessary files: duplicates, and files for debuggers and linkers.</summary>
internal static class ContentRules
{
    private static readonly string[] s_unusedExtensions = [".pdb", ".dbg", ".debug", ".a"];

    public static IEnumerable<Finding> Check(IReadOnlyList<Package> packages)
    {
        foreach (var package in packages)
        {
            foreach (var entry in package.Entries.Where(entry => s_unusedExtensions.Contains(Path.GetExtension(entry.Path))))
            {
                yield return new Finding(
                    package.Name, entry.Path, "it is not used in Lambda", "Remove it (DebugType none; strip)");
            }
        }

        // Lambda unpacks all layers into the same folder. If both a function and a layer contain a library, the function's copy
        // is loaded and both count towards the size limit.
        var files = packages.SelectMany(
            package => package.Entries.Where(entry => !entry.IsFolder).Select(entry => (package, entry)));
        foreach (var same in files.GroupBy(file => Key(file.package, file.entry)))
        {
            var owners = same.Select(file => file.package).Distinct().ToList();
            if (owners.Count > 1)
            {
                yield return new Finding(
                    owners[^1].Name, same.Last().entry.Path, $"{owners[0].Name} contains it too", "Remove one of them");
            }
            else if (same.Select(file => file.entry.Path).Distinct().ToList() is { Count: > 1 } paths)
            {
                yield return new Finding(
                    owners[0].Name, paths[^1], $"it is a duplicate of {paths[0]}", "Remove one of them, or make it a link");
            }
        }
    }

    // A native library is identified by its file name, in whatever folder it is; other files by their path in Lambda.
    private static string Key(Package package, PackageEntry entry) =>
        IsNative(entry) ? Path.GetFileName(entry.Path) : $"{package.Folder}/{entry.Path}";

    private static bool IsNative(PackageEntry entry) => Elf.ElfFile.IsElf(entry.Content);
}
