using VideoPipeline.Layers.Elf;

namespace VideoPipeline.Layers.Auditing;

/// <summary>What has to resolve before the loader starts a program or loads a library.</summary>
internal static class NativeRules
{
    private const int SymbolsNamed = 3;

    public static IEnumerable<Finding> Check(NativeFile file, Resolver resolver) =>
        Loader(file).Concat(Libraries(file, resolver)).Concat(Versions(file, resolver)).Concat(PackagedVersions(file, resolver)).Concat(Symbols(file, resolver));

    private static IEnumerable<Finding> Loader(NativeFile file)
    {
        if (file.Elf.Interpreter is { } loader && loader != LambdaBase.Table.Loader)
            yield return file.Finding($"it wants the loader {loader}", $"Link it for glibc: {LambdaBase.Table.Loader}");
        if (file.Elf.HasExecutableStack)
            yield return file.Finding("it wants a stack that can be executed", "Link it with -Wl,-z,noexecstack");
        if (file.Elf.HasTextRelocations)
            yield return file.Finding("the loader would have to write into its code (DT_TEXTREL)", "Compile it with -fPIC");
        foreach (var folder in file.Elf.SearchPath.Where(folder => !IsSearchable(file, folder)))
            yield return file.Finding($"it looks for libraries in {(folder.Length > 0 ? folder : "the working folder")}, which Lambda does not have", "Link it with -Wl,-rpath,'$ORIGIN', or with none");
    }

    // Beside itself within the package, or where Lambda looks anyway.
    private static bool IsSearchable(NativeFile file, string folder)
    {
        var within = folder.StartsWith("$ORIGIN", StringComparison.Ordinal) || folder.StartsWith("${ORIGIN}", StringComparison.Ordinal)
            ? [file.Package.Folder]
            : LambdaBase.Table.SearchPath;
        return folder.Length > 0 && folder[0] is '/' or '$' &&
            within.Any(place => $"{Resolver.Folder(file, folder)}/".StartsWith($"{place}/", StringComparison.Ordinal));
    }

    private static IEnumerable<Finding> Libraries(NativeFile file, Resolver resolver) => file.Elf.Libraries
        .Where(library => IsMissing(file, library, resolver))
        .Select(library => file.Finding(
            $"it needs {library}, which neither Lambda nor a package has",
            $"Link it statically, or put {library} into a layer's lib folder"));

    private static IEnumerable<Finding> Versions(NativeFile file, Resolver resolver) => file.Elf.Versions
        .Where(need => Resolver.IsInBase(need.Library) && !resolver.BaseHas(need.Library, need.Version))
        .Select(need => file.Finding(
            $"it needs {need.Version} of {need.Library}, for {Users(file, need)}; the newest allowed is {resolver.Newest(need.Version)}",
            "Build it in an older distribution (layers/build does)"));

    private static IEnumerable<Finding> PackagedVersions(NativeFile file, Resolver resolver)
    {
        foreach (var need in file.Elf.Versions.Where(need => Lacks(file, need, resolver)))
        {
            var library = resolver.Find(file, need.Library)!;
            yield return file.Finding(
                $"it needs {need.Version} of {need.Library}, for {Users(file, need)}; {library.Path} has {(library.Elf.GivenVersions.Count > 0 ? string.Join(", ", library.Elf.GivenVersions) : "none")}",
                $"Build both against the same release of {need.Library}");
        }
    }

    // A library that defines no versions is taken for any (match_symbol of glibc's elf/dl-version.c), but for one without the table:
    // there the loader ends the program (check_match of elf/dl-lookup.c).
    private static bool Lacks(NativeFile file, (string Library, string Version) need, Resolver resolver) =>
        !Resolver.IsInBase(need.Library)
        && resolver.Find(file, need.Library) is { Elf: var library }
        && (library.GivenVersions.Count > 0 || !library.HasVersionTable) && !library.GivenVersions.Contains(need.Version);

    private static string Users(NativeFile file, (string Library, string Version) need)
    {
        var names = file.Elf.Wanted.Where(symbol => (symbol.Library, symbol.Version) == need).Select(symbol => symbol.Name).ToList();
        return names.Count == 0 ? "no symbol by name" : Named(names);
    }

    // A symbol of the base has a version, and was seen to above. Where a library or version is missing, it is that which is to be told.
    private static IEnumerable<Finding> Symbols(NativeFile file, Resolver resolver)
    {
        if (file.Elf.Libraries.Any(library => IsMissing(file, library, resolver))) yield break;
        var told = file.Elf.Versions.Where(need => Lacks(file, need, resolver)).ToHashSet();
        var wanted = file.Elf.Wanted
            .Where(symbol => !symbol.IsWeak && !(symbol is { Library: { } library, Version: { } version } && (Resolver.IsInBase(library) || told.Contains((library, version)))))
            .ToList();
        if (wanted.Count == 0) yield break;
        wanted.RemoveAll(resolver.Given(file).Has);
        if (wanted.Count > 0)
            yield return file.Finding($"no library that it loads has {Named([.. wanted.Select(Full)])}", "Link it with -Wl,-z,defs, which tells what is left out");
    }

    private static string Full(Symbol symbol) => symbol.Version is { } version ? $"{symbol.Name}@{version}" : symbol.Name;

    private static bool IsMissing(NativeFile file, string library, Resolver resolver) =>
        !Resolver.IsInBase(library) && resolver.Find(file, library) is null;

    private static string Named(List<string> symbols) =>
        string.Join(", ", symbols.Take(SymbolsNamed)) + (symbols.Count > SymbolsNamed ? $" and {symbols.Count - SymbolsNamed} more" : "");
}
