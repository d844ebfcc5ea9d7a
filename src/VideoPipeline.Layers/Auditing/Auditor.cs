using VideoPipeline.Layers.Elf;
using VideoPipeline.Layers.Packages;

namespace VideoPipeline.Layers.Auditing;

/// <summary>
/// Checks that Lambda can unpack the packages of a function and load the native files in them.
/// </summary>
public static class Auditor
{
    /// <summary>Audits the packages of a function: its own and those of its layers, in layer order.</summary>
    /// <returns>The problems found; empty if there are none.</returns>
    public static IReadOnlyList<Finding> Audit(IReadOnlyList<Package> packages, PackageLimits budget)
    {
        ArgumentNullException.ThrowIfNull(packages);
        ArgumentNullException.ThrowIfNull(budget);
        var findings = new List<Finding>();
        var natives = new List<NativeFile>();
        var paths = new UnpackedPaths(packages);
        foreach (var package in packages)
        {
            findings.AddRange(EntryRules.Check(package));
            findings.AddRange(ModeRules.Check(package));
            findings.AddRange(ScriptRules.Check(package, paths));
            foreach (var entry in package.Entries.Where(entry => !entry.IsLink && ElfFile.IsElf(entry.Content)))
            {
                try
                {
                    natives.Add(new NativeFile(package, entry, ElfReader.Read(entry.Content)));
                }
                catch (MalformedElfException e)
                {
                    findings.Add(new Finding(package.Name, entry.Path, e.Message, "Build it for x86-64, or remove it"));
                }
            }
        }

        var resolver = new Resolver(natives, paths, budget);
        findings.AddRange(natives.SelectMany(native => NativeRules.Check(native, resolver)));
        findings.AddRange(SizeRules.Check(packages, budget));
        findings.AddRange(ContentRules.Check(packages));
        findings.AddRange(packages.SelectMany(FfmpegRules.Check));
        findings.AddRange(packages.SelectMany(SubstituteRules.Check));
        return findings;
    }
}

/// <summary>An ELF file in a package.</summary>
internal sealed record NativeFile(Package Package, PackageEntry Entry, ElfFile Elf)
{
    /// <summary>The path of the file in Lambda.</summary>
    public string Path { get; } = $"{Package.Folder}/{Entry.Path}";

    /// <summary>Creates a finding about the file.</summary>
    public Finding Finding(string problem, string remedy) => new(Package.Name, Entry.Path, problem, remedy);
}
