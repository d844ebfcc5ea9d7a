using System.Reflection;
using System.Text.Json;

namespace VideoPipeline.Layers.Auditing;

/// <summary>What Lambda has before any layer: <c>lambda-base.json</c>, which names its sources.</summary>
/// <param name="Name">The operating system.</param>
/// <param name="Sources">Where this is documented.</param>
/// <param name="Loader">The program interpreter.</param>
/// <param name="SearchPath">The folders of LD_LIBRARY_PATH in which packages can have libraries.</param>
/// <param name="Interpreters">What the first line of a script may name.</param>
/// <param name="Versions">The newest version of each series of symbol versions: GLIBC, GLIBCXX, CXXABI, GCC.</param>
/// <param name="Libraries">The libraries that are there, each with the series that its symbols have.</param>
public sealed record LambdaBase(
    string Name,
    IReadOnlyList<string> Sources,
    string Loader,
    IReadOnlyList<string> SearchPath,
    IReadOnlyList<string> Interpreters,
    IReadOnlyDictionary<string, Version> Versions,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Libraries)
{
    /// <summary>The table that is built in.</summary>
    public static LambdaBase Table { get; } = Load();

    /// <summary>Whether a library of the base has a version of its symbols.</summary>
    /// <param name="library">The library.</param>
    /// <param name="version">Such as <c>GLIBC_2.14</c>.</param>
    /// <param name="limits">The newest version of each series; <see cref="Versions"/>, or stricter.</param>
    public bool Has(string library, string version, IReadOnlyDictionary<string, Version> limits)
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
