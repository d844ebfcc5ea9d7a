using VideoPipeline.Layers.Elf;

namespace VideoPipeline.Layers.Auditing;

/// <summary>Checks that the dynamic loader can load a native file and resolve its libraries, symbol versions and
/// symbols.</summary>
internal static class NativeRules
{
    private const int MaxListedSymbols = 3;

    public static IEnumerable<Finding> Check(NativeFile file, Resolver resolver) =>
    [
        .. CheckHeaders(file), .. CheckLibraries(file, resolver), .. CheckBaseVersions(file, resolver),
        .. CheckPackagedVersions(file, resolver), .. CheckSymbols(file, resolver),
    ];

    private static IEnumerable<Finding> CheckHeaders(NativeFile file)
    {
        if (file.Elf.Interpreter is { } loader && loader != LambdaBase.Table.Loader)
            yield return file.Finding($"it requires the loader {loader}", $"Link it for glibc: {LambdaBase.Table.Loader}");
        if (file.Elf.HasExecutableStack)
            yield return file.Finding("it requires an executable stack", "Link it with -Wl,-z,noexecstack");
        if (file.Elf.HasTextRelocations)
            yield return file.Finding("it has text relocations (DT_TEXTREL)", "Compile it with -fPIC");
        foreach (var folder in file.Elf.SearchPath.Where(folder => !IsSearchable(file, folder)))
        {
            yield return file.Finding(
                $"its search path contains {(folder.Length > 0 ? folder : "the working directory")}, which Lambda does not have",
                "Link it with -Wl,-rpath,'$ORIGIN', or without a search path");
        }
    }

    // A folder relative to the file and within its package, or a folder that Lambda searches anyway.
    private static bool IsSearchable(NativeFile file, string folder)
    {
        var isRelative =
            folder.StartsWith("$ORIGIN", StringComparison.Ordinal) || folder.StartsWith("${ORIGIN}", StringComparison.Ordinal);
        var roots = isRelative ? [file.Package.Folder] : LambdaBase.Table.SearchPath;
        return folder.Length > 0 && folder[0] is '/' or '$' &&
            roots.Any(root => $"{Resolver.ExpandOrigin(file, folder)}/".StartsWith($"{root}/", StringComparison.Ordinal));
    }

    private static IEnumerable<Finding> CheckLibraries(NativeFile file, Resolver resolver) => file.Elf.Libraries
        .Where(library => IsMissing(file, library, resolver))
        .Select(library => file.Finding(
            $"it needs {library}, which is neither in Lambda nor in a package",
            $"Link it statically, or add {library} to the lib folder of a layer"));

    private static IEnumerable<Finding> CheckBaseVersions(NativeFile file, Resolver resolver) => file.Elf.NeededVersions
        .Where(need => Resolver.IsLibraryInBase(need.Library) && !resolver.IsVersionInBase(need.Library, need.Version))
        .Select(need => file.Finding(
            $"it needs {need.Version} of {need.Library}, for {SymbolsWith(file, need)}; "
            + $"the newest allowed version is {resolver.NewestAllowed(need.Version)}",
            "Build it in an older distribution (layers/build does)"));

    private static IEnumerable<Finding> CheckPackagedVersions(NativeFile file, Resolver resolver)
    {
        foreach (var need in file.Elf.NeededVersions.Where(need => IsVersionMissing(file, need, resolver)))
        {
            var library = resolver.Find(file, need.Library)!;
            var defined = library.Elf.DefinedVersions.Count > 0 ? string.Join(", ", library.Elf.DefinedVersions) : "no versions";
            yield return file.Finding(
                $"it needs {need.Version} of {need.Library}, for {SymbolsWith(file, need)}; {library.Path} defines {defined}",
                $"Build both against the same release of {need.Library}");
        }
    }

    // The loader accepts a library that defines no versions (match_symbol in glibc's elf/dl-version.c), unless it has no version
    // table: then the loader terminates the program (check_match in elf/dl-lookup.c).
    private static bool IsVersionMissing(NativeFile file, (string Library, string Version) need, Resolver resolver) =>
        !Resolver.IsLibraryInBase(need.Library)
        && resolver.Find(file, need.Library) is { Elf: var library }
        && (library.DefinedVersions.Count > 0 || !library.HasVersionTable) && !library.DefinedVersions.Contains(need.Version);

    private static string SymbolsWith(NativeFile file, (string Library, string Version) need)
    {
        var symbols = file.Elf.UndefinedSymbols.Where(symbol => (symbol.Library, symbol.Version) == need);
        var names = symbols.Select(symbol => symbol.Name).ToList();
        return names.Count == 0 ? "no named symbol" : FormatList(names);
    }

    // Symbols of the base are versioned and therefore covered by CheckBaseVersions. Symbols of a missing library or version are
    // not reported in addition to it.
    private static IEnumerable<Finding> CheckSymbols(NativeFile file, Resolver resolver)
    {
        if (file.Elf.Libraries.Any(library => IsMissing(file, library, resolver))) yield break;
        var missingVersions = file.Elf.NeededVersions.Where(need => IsVersionMissing(file, need, resolver)).ToHashSet();
        var undefined = file.Elf.UndefinedSymbols.Where(symbol => !symbol.IsWeak && !IsReported(symbol)).ToList();
        if (undefined.Count == 0) yield break;
        undefined.RemoveAll(resolver.FindDefinedSymbols(file).Defines);
        if (undefined.Count > 0)
        {
            yield return file.Finding(
                $"no library that it loads defines {FormatList([.. undefined.Select(FormatSymbol)])}",
                "Link it with -Wl,-z,defs, which reports undefined symbols");
        }

        bool IsReported(Symbol symbol) => symbol is { Library: { } library, Version: { } version }
            && (Resolver.IsLibraryInBase(library) || missingVersions.Contains((library, version)));
    }

    private static string FormatSymbol(Symbol symbol) =>
        symbol.Version is { } version ? $"{symbol.Name}@{version}" : symbol.Name;

    private static bool IsMissing(NativeFile file, string library, Resolver resolver) =>
        !Resolver.IsLibraryInBase(library) && resolver.Find(file, library) is null;

    private static string FormatList(List<string> symbols)
    {
        var more = symbols.Count - MaxListedSymbols;
        return string.Join(", ", symbols.Take(MaxListedSymbols)) + (more > 0 ? $" and {more} more" : "");
    }
}
