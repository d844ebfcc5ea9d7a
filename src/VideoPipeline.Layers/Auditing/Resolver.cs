using VideoPipeline.Layers.Packages;

namespace VideoPipeline.Layers.Auditing;

/// <summary>Finds what a native file wants as Lambda's dynamic loader would: ld.so(8), with Lambda's LD_LIBRARY_PATH.</summary>
internal sealed class Resolver(IReadOnlyList<NativeFile> natives, UnpackedPaths paths, Budget budget)
{
    private readonly Dictionary<string, NativeFile> _byPath = natives
        .GroupBy(native => native.Path).ToDictionary(group => group.Key, group => group.Last());

    /// <summary>Whether the base itself has a library.</summary>
    public static bool IsInBase(string library) => LambdaBase.Table.Libraries.ContainsKey(library);

    /// <summary>Whether a library of the base has a version; within the budget.</summary>
    public bool BaseHas(string library, string version) => LambdaBase.Table.Has(library, version, budget.Versions);

    /// <summary>The newest version of a series, such as GLIBC, that a file may want.</summary>
    public string Newest(string version) =>
        version.Split('_')[0] is var series && budget.Versions.TryGetValue(series, out var newest) ? $"{series}_{newest}" : "none";

    /// <summary>The file of the packages that a file gets for a library's name; null where there is none.</summary>
    public NativeFile? Find(NativeFile wanting, string library) => Folders(wanting)
        .Select(folder => paths.Follow($"{folder}/{library}", out _) is { } path ? _byPath.GetValueOrDefault(path) : null)
        .FirstOrDefault(found => found is not null);

    /// <summary>A folder that a file looks for libraries in, without its <c>$ORIGIN</c>.</summary>
    public static string Folder(NativeFile wanting, string folder)
    {
        var origin = wanting.Path[..wanting.Path.LastIndexOf('/')];
        return Path.GetFullPath(
            folder.Replace("${ORIGIN}", origin, StringComparison.Ordinal).Replace("$ORIGIN", origin, StringComparison.Ordinal), "/");
    }

    /// <summary>All symbols that the packages' libraries behind a file give, directly or through each other.</summary>
    public GivenSymbols Given(NativeFile wanting)
    {
        var (given, seen, next) = (new GivenSymbols(), new HashSet<NativeFile>(), new Stack<NativeFile>([wanting]));
        while (next.TryPop(out var file))
        {
            if (!seen.Add(file)) continue;
            foreach (var symbol in file.Elf.Given) given.Add(symbol);
            foreach (var library in file.Elf.Libraries)
                if (Find(file, library) is { } found) next.Push(found);
        }

        return given;
    }

    private static IEnumerable<string> Folders(NativeFile wanting) =>
        LambdaBase.Table.SearchPath.Concat(wanting.Elf.SearchPath.Select(folder => Folder(wanting, folder)));
}
