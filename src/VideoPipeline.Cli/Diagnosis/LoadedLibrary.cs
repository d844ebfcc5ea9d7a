namespace VideoPipeline.Cli.Diagnosis;

/// <summary>Libraries that are loaded into this process.</summary>
internal static class LoadedLibrary
{
    /// <summary>The file that a library of this name was loaded from; null where none was.</summary>
    public static string? PathOf(string name) => File.ReadLines("/proc/self/maps") // proc(5): the path is the last of six fields
        .Where(line => line.EndsWith('/' + name, StringComparison.Ordinal))
        .Select(line => line[line.IndexOf('/')..])
        .FirstOrDefault();
}
