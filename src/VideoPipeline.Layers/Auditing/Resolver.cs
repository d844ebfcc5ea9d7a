using VideoPipeline.Layers.Packages;

namespace VideoPipeline.Layers.Auditing;

/// <summary>Resolves the libraries of native files like the dynamic loader in Lambda: ld.so(8) with Lambda's
/// LD_LIBRARY_PATH.</summary>
internal sealed class Resolver(IReadOnlyList<NativeFile> natives, UnpackedPaths paths, PackageLimits budget)
{
    private readonly Dictionary<string, NativeFile> _byPath = natives
        .GroupBy(native => native.Path).ToDictionary(group => group.Key, group => group.Last());

    /// <summary>Whether a library is part of the base.</summary>
    public static bool IsLibraryInBase(string library) => LambdaBase.Table.Libraries.ContainsKey(library);

    /// <summary>Whether a library of the base defines a symbol version that the budget allows.</summary>
    public bool IsVersionInBase(string library, string version) => LambdaBase.Table.HasVersion(library, version, budget.Versions);

    /// <summary>The newest allowed version of the series of a version, such as <c>GLIBC_2.31</c>; <c>none</c> for an unknown
    /// series.</summary>
    public string NewestAllowed(string version) =>
        version.Split('_')[0] is var series && budget.Versions.TryGetValue(series, out var newest)
            ? $"{series}_{newest}"
            : "none";

    /// <summary>The file in the packages that the loader finds for a library of a file; null if there is none.</summary>
    public NativeFile? Find(NativeFile file, string library) => Folders(file)
        .Select(folder => paths.Resolve($"{folder}/{library}", out _) is { } path ? _byPath.GetValueOrDefault(path) : null)
        .FirstOrDefault(found => found is not null);

    /// <summary>Expands <c>$ORIGIN</c> in a folder of a file's search path.</summary>
    public static string ExpandOrigin(NativeFile file, string folder)
    {
        var origin = file.Path[..file.Path.LastIndexOf('/')];
        var expanded = folder.Replace("${ORIGIN}", origin, StringComparison.Ordinal)
            .Replace("$ORIGIN", origin, StringComparison.Ordinal);
        return Path.GetFullPath(expanded, "/");
    }

    /// <summary>The symbols defined by a file and by all packaged libraries that it loads, directly or indirectly.</summary>
    public DefinedSymbols FindDefinedSymbols(NativeFile file)
    {
        var (defined, visited, pending) = (new DefinedSymbols(), new HashSet<NativeFile>(), new Stack<NativeFile>([file]));
        while (pending.TryPop(out var next))
        {
            if (!visited.Add(next)) continue;
            foreach (var symbol in next.Elf.DefinedSymbols) defined.Add(symbol);
            foreach (var library in next.Elf.Libraries)
                if (Find(next, library) is { } found) pending.Push(found);
        }

        return defined;
    }

    private static IEnumerable<string> Folders(NativeFile file) =>
        LambdaBase.Table.SearchPath.Concat(file.Elf.SearchPath.Select(folder => ExpandOrigin(file, folder)));
}
