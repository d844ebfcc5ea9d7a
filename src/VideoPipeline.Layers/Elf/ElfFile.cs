namespace VideoPipeline.Layers.Elf;

/// <summary>A defined or undefined dynamic symbol.</summary>
/// <param name="Name">The name of the symbol.</param>
/// <param name="Version">The symbol version, such as <c>GLIBC_2.14</c>; null if it is unversioned.</param>
/// <param name="Library">The library that defines the version; null for an unversioned or a defined symbol.</param>
/// <param name="IsWeak">Whether the binding is weak, so that the symbol may remain undefined.</param>
public readonly record struct Symbol(string Name, string? Version, string? Library, bool IsWeak);

/// <summary>The dynamic linking information of an x86-64 ELF file (System V ABI; symbol versions: Linux Standard Base 5,
/// 10.7).</summary>
/// <param name="Interpreter">PT_INTERP, the dynamic loader of a program; null for a library.</param>
/// <param name="Name">DT_SONAME; null if there is none.</param>
/// <param name="Libraries">DT_NEEDED, the libraries that it loads.</param>
/// <param name="SearchPath">DT_RUNPATH, or DT_RPATH if there is none, split at colons.</param>
/// <param name="NeededVersions">DT_VERNEED, the symbol versions that it needs of each library.</param>
/// <param name="DefinedVersions">DT_VERDEF, the symbol versions that it defines; empty for a library without symbol
/// versions.</param>
/// <param name="HasVersionTable">Whether it has a symbol version table (DT_VERSYM).</param>
/// <param name="UndefinedSymbols">The undefined symbols, which other files must define.</param>
/// <param name="DefinedSymbols">The defined symbols, to which other files can bind.</param>
/// <param name="IsProgram">Whether it is a program rather than a library: ET_EXEC, with PT_INTERP, or with DF_1_PIE.</param>
/// <param name="HasExecutableStack">Whether it requires an executable stack: PT_GNU_STACK is executable or absent.</param>
/// <param name="HasTextRelocations">Whether it has text relocations (DT_TEXTREL).</param>
public sealed record ElfFile(
    string? Interpreter,
    string? Name,
    IReadOnlyList<string> Libraries,
    IReadOnlyList<string> SearchPath,
    IReadOnlyList<(string Library, string Version)> NeededVersions,
    IReadOnlyList<string> DefinedVersions,
    bool HasVersionTable,
    IReadOnlyList<Symbol> UndefinedSymbols,
    IReadOnlyList<Symbol> DefinedSymbols,
    bool IsProgram,
    bool HasExecutableStack,
    bool HasTextRelocations)
{
    /// <summary>Whether a file starts with the ELF magic number.</summary>
    public static bool IsElf(ReadOnlySpan<byte> content) => content.StartsWith("\u007fELF"u8);
}

/// <summary>An ELF file is malformed, or not for x86-64.</summary>
public sealed class MalformedElfException(string message) : Exception(message);
