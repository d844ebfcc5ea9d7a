using System.Reflection;
using System.Text.Json;

namespace VideoPipeline.Layers.Auditing;

/// <summary>The base of Lambda's managed runtime, without any layer. Read from <c>lambda-base.json</c>.</summary>
/// <param name="Name">The name of the operating system.</param>
/// <param name="Sources">The documentation on which the values are based.</param>
/// <param name="Loader">The path of the dynamic loader (PT_INTERP).</param>
/// <param name="SearchPath">The folders of LD_LIBRARY_PATH that packages are unpacked into.</param>
/// <param name="Interpreters">The script interpreters that exist.</param>
/// <param name="Versions">The newest version of each series of symbol versions: GLIBC, GLIBCXX, CXXABI, GCC.</param>
/// <param name="Libraries">The libraries that exist, each with the series of its symbol versions.</param>
public sealed record LambdaBase(
    string Name,
    IReadOnlyList<string> Sources,
    string Loader,
    IReadOnlyList<string> SearchPath,
    IReadOnlyList<string> Interpreters,
    IReadOnlyDictionary<string, Version> Versions,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Libraries)
{
    /// <summary>The embedded <c>lambda-base.json</c>.</summary>
    public static LambdaBase Table { get; } = Load();

    /// <summary>Whether a library of the base defines a symbol version.</summary>
    /// <param name="library">The name of the library.</param>
    /// <param name="version">The version, such as <c>GLIBC_2.14</c>.</param>
    /// <param name="limits">The newest allowed version of each series: <see cref="Versions"/> or stricter.</param>
    public bool HasVersion(string library, string version, IReadOnlyDictionary<string, Version> limits)
    {
        var series = version.Split('_', 2);
        return Libraries[library].Contains(series[0])
            && series.Length == 2 && Version.TryParse(series[1], out var number)
            && number <= limits[series[0]];
    }

    private static LambdaBase Load()
    {
        using var json = Assembly.GetExecutingAssembly().GetManifestResourceStream("lambda-base.json")!;
        return JsonSerializer.Deserialize<LambdaBase>(json, JsonSerializerOptions.Web)!;
    }
}
