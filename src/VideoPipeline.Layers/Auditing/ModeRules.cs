using VideoPipeline.Layers.Elf;
using VideoPipeline.Layers.Packages;

namespace VideoPipeline.Layers.Auditing;

/// <summary>Checks file types and permissions, because Lambda unpacks packages as one user and runs functions as
/// another.</summary>
internal static class ModeRules
{
    // inode(7)
    private const int Readable = 0b100_100_100, Executable = 0b001_001_001, OthersWrite = 0b000_000_010, SetId = 0b110 << 9;

    public static IEnumerable<Finding> Check(Package package)
    {
        foreach (var entry in package.Entries.Where(entry => !entry.IsLink))
        {
            if (entry.SpecialFileType is { } special)
                yield return Create(entry, $"it is a {special}, which Lambda does not unpack", "Remove it");
            else if ((entry.Mode & Readable) != Readable)
                yield return Create(entry, $"mode {Octal(entry)}: it is not world-readable", "chmod a+r, then pack again");
            else if ((entry.Mode & SetId) != 0)
                yield return Create(entry, $"mode {Octal(entry)}: it is setuid or setgid", "chmod ug-s, then pack again");
            else if ((entry.Mode & OthersWrite) != 0)
                yield return Create(entry, $"mode {Octal(entry)}: it is world-writable", "chmod o-w, then pack again");
            else if (MustBeExecutable(entry) && (entry.Mode & Executable) != Executable)
                yield return Create(entry, $"mode {Octal(entry)}: it is not executable", "chmod a+x, then pack again");
        }

        Finding Create(PackageEntry entry, string problem, string remedy) => new(package.Name, entry.Path, problem, remedy);
    }

    private static bool MustBeExecutable(PackageEntry entry)
    {
        if (entry.IsFolder || entry.Path.StartsWith("bin/", StringComparison.Ordinal) || ScriptRules.IsScript(entry)) return true;
        try
        {
            return ElfFile.IsElf(entry.Content) && ElfReader.Read(entry.Content).IsProgram;
        }
        catch (MalformedElfException)
        {
            return false; // reported by Auditor
        }
    }

    private static string Octal(PackageEntry entry) => Convert.ToString(entry.Mode & 0xfff, 8).PadLeft(4, '0');
}
