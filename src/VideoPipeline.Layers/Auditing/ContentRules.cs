using VideoPipeline.Layers.Packages;

namespace VideoPipeline.Layers.Auditing;

/// <summary>What has no business in a package: what is there already, and what only a debugger reads.</summary>
internal static class ContentRules
{
    private static readonly string[] s_forDebuggers = [".pdb", ".dbg", ".debug", ".a"];

    public static IEnumerable<Finding> Check(IReadOnlyList<Package> packages)
    {
        foreach (var package in packages)
        {
            foreach (var entry in package.Entries.Where(entry => s_forDebuggers.Contains(Path.GetExtension(entry.Path))))
                yield return new Finding(package.Name, entry.Path, "nothing reads it in Lambda", "Leave it out (DebugType none; strip)");
        }

        // Two layers are unpacked over each other; a function's copy of what a layer has is loaded instead, and counted twice.
        var files = packages.SelectMany(package => package.Entries.Where(entry => !entry.IsFolder).Select(entry => (package, entry)));
        foreach (var same in files.GroupBy(file => IsNative(file.entry) ? Path.GetFileName(file.entry.Path) : $"{file.package.Folder}/{file.entry.Path}"))
        {
            var owners = same.Select(file => file.package).Distinct().ToList();
            if (owners.Count > 1)
                yield return new Finding(owners[^1].Name, same.Last().entry.Path, $"{owners[0].Name} has it too", "Leave one of them out");
            else if (same.Select(file => file.entry.Path).Distinct().ToList() is { Count: > 1 } paths)
                yield return new Finding(owners[0].Name, paths[^1], $"it is in {paths[0]} too", "Leave one of them out, or make it a link");
        }
    }

    private static bool IsNative(PackageEntry entry) => Elf.ElfFile.Is(entry.Content);
}
