namespace VideoPipeline.Cli.Diagnosis;

/// <summary>Finds libraries that are loaded into this process.</summary>
internal static class LoadedLibrary
{
    /// <summary>The path of a loaded library; null if none of this name is loaded.</summary>
    public static string? PathOf(string name) => File.ReadLines("/proc/self/maps") // proc(5): the path is the last of six fields
        .Where(line => line.EndsWith('/' + name, StringComparison.Ordinal))
        .Select(line => line[line.IndexOf('/')..])
        .FirstOrDefault();
}
