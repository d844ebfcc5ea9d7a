using VideoPipeline.Layers.Elf;

namespace VideoPipeline.Layers.Auditing;

/// <summary>The symbols defined by the libraries that a file loads, matched like <c>check_match</c> in glibc's
/// elf/dl-lookup.c.</summary>
internal sealed class DefinedSymbols
{
    private readonly HashSet<string> _names = [];
    private readonly HashSet<(string Name, string? Version)> _symbols = [];

    public void Add(Symbol symbol)
    {
        _names.Add(symbol.Name);
        _symbols.Add((symbol.Name, symbol.Version));
    }

    /// <summary>Whether a definition matches an undefined symbol. A versioned symbol binds to that version or to an unversioned
    /// definition; an unversioned symbol binds to any version.</summary>
    public bool Defines(Symbol undefined) => undefined.Version is null
        ? _names.Contains(undefined.Name)
        : _symbols.Contains((undefined.Name, undefined.Version)) || _symbols.Contains((undefined.Name, null));
}
