using VideoPipeline.Layers.Elf;
using VideoPipeline.Layers.Packages;

namespace VideoPipeline.Layers.Auditing;

/// <summary>Types and permissions: Lambda unpacks as one user and runs as another.</summary>
internal static class ModeRules
{
    // inode(7)
    private const int Readable = 0b100_100_100, Executable = 0b001_001_001, OthersWrite = 0b000_000_010, SetId = 0b110 << 9;

    public static IEnumerable<Finding> Check(Package package)
    {
        foreach (var entry in package.Entries.Where(entry => !entry.IsLink))
        {
            if (entry.Special is { } special)
                yield return Found(entry, $"it is a {special}, which Lambda does not unpack", "Leave it out");
            else if ((entry.Mode & Readable) != Readable)
                yield return Found(entry, $"mode {Octal(entry)}: Lambda's user may not read it", "chmod a+r, then pack again");
            else if ((entry.Mode & SetId) != 0)
                yield return Found(entry, $"mode {Octal(entry)}: it would run as another user or group", "chmod ug-s, then pack again");
            else if ((entry.Mode & OthersWrite) != 0)
                yield return Found(entry, $"mode {Octal(entry)}: everyone may write it", "chmod o-w, then pack again");
            else if (MustExecute(entry) && (entry.Mode & Executable) != Executable)
                yield return Found(entry, $"mode {Octal(entry)}: it has no execute bit", "chmod a+x, then pack again");
        }

        Finding Found(PackageEntry entry, string problem, string remedy) => new(package.Name, entry.Path, problem, remedy);
    }

    private static bool MustExecute(PackageEntry entry)
    {
        if (entry.IsFolder || entry.Path.StartsWith("bin/", StringComparison.Ordinal) || ScriptRules.IsScript(entry)) return true;
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
