namespace VideoPipeline.Layers.Auditing;

/// <summary>What has to resolve before the loader starts a program or loads a library.</summary>
internal static class NativeRules
{
    private const int SymbolsNamed = 3;

    public static IEnumerable<Finding> Check(NativeFile file, Resolver resolver) =>
        Loader(file).Concat(Libraries(file, resolver)).Concat(Versions(file, resolver)).Concat(Symbols(file, resolver));

    private static IEnumerable<Finding> Loader(NativeFile file)
    {
        if (file.Elf.Interpreter is { } loader && loader != LambdaBase.Table.Loader)
            yield return file.Finding($"it wants the loader {loader}", $"Link it for glibc: {LambdaBase.Table.Loader}");
        if (file.Elf.HasExecutableStack)
            yield return file.Finding("it wants a stack that can be executed", "Link it with -Wl,-z,noexecstack");
        foreach (var folder in file.Elf.SearchPath.Where(folder => folder.StartsWith('/') && !folder.StartsWith("/opt/", StringComparison.Ordinal)))
            yield return file.Finding($"it looks for libraries in {folder}, which Lambda does not have", "Link it with -Wl,-rpath,'$ORIGIN', or with none");
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

    private static string Users(NativeFile file, (string Library, string Version) need)
    {
        var names = file.Elf.Wanted.Where(symbol => (symbol.Library, symbol.Version) == need).Select(symbol => symbol.Name).ToList();
        return names.Count == 0 ? "no symbol by name" : Named(names);
    }

    // A symbol of the base has a version, and was seen to above. Where a library is missing, it is that which is to be told.
    private static IEnumerable<Finding> Symbols(NativeFile file, Resolver resolver)
    {
        if (file.Elf.Libraries.Any(library => IsMissing(file, library, resolver))) yield break;
        var wanted = file.Elf.Wanted
            .Where(symbol => !symbol.IsWeak && (symbol.Library is null || !Resolver.IsInBase(symbol.Library)))
            .Select(symbol => symbol.Name).ToList();
        if (wanted.Count == 0) yield break;
        wanted.RemoveAll(resolver.Given(file).Contains);
        if (wanted.Count > 0)
            yield return file.Finding($"no library that it loads has {Named(wanted)}", "Link it with -Wl,-z,defs, which tells what is left out");
    }

    private static bool IsMissing(NativeFile file, string library, Resolver resolver) =>
        !Resolver.IsInBase(library) && resolver.Find(file, library) is null;

    private static string Named(List<string> symbols) =>
        string.Join(", ", symbols.Take(SymbolsNamed)) + (symbols.Count > SymbolsNamed ? $" and {symbols.Count - SymbolsNamed} more" : "");
}
