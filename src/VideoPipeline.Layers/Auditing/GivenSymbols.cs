using VideoPipeline.Layers.Elf;

namespace VideoPipeline.Layers.Auditing;

/// <summary>The symbols that the libraries behind a file give, found as <c>check_match</c> of glibc's elf/dl-lookup.c does.</summary>
internal sealed class GivenSymbols
{
    private readonly HashSet<string> _names = [];
    private readonly HashSet<(string Name, string? Version)> _symbols = [];

    public void Add(Symbol symbol)
    {
        _names.Add(symbol.Name);
        _symbols.Add((symbol.Name, symbol.Version));
    }

    /// <summary>Whether one fits: what wants a version may have that or a symbol without any, what wants none may have any.</summary>
    public bool Has(Symbol wanted) => wanted.Version is null
        ? _names.Contains(wanted.Name)
        : _symbols.Contains((wanted.Name, wanted.Version)) || _symbols.Contains((wanted.Name, null));
}
