namespace VideoPipeline.Layers.Elf;

/// <summary>A name that a file wants from, or gives to, others.</summary>
/// <param name="Name">The symbol.</param>
/// <param name="Version">The version it is bound to, such as <c>GLIBC_2.14</c>; null for none.</param>
/// <param name="Library">The library whose version that is; null for none, and for a symbol of the file itself.</param>
/// <param name="IsWeak">Whether the loader lets it be absent.</param>
public readonly record struct Symbol(string Name, string? Version, string? Library, bool IsWeak);

/// <summary>What the dynamic loader reads of a 64-bit x86 ELF file (System V ABI; versions: Linux Standard Base 5, 10.7).</summary>
/// <param name="Interpreter">The loader that a program names; null for a library.</param>
/// <param name="Name">DT_SONAME; null where it has none.</param>
/// <param name="Libraries">DT_NEEDED: the libraries that are loaded with it.</param>
/// <param name="SearchPath">DT_RUNPATH, else DT_RPATH, split at colons.</param>
/// <param name="Versions">The versions that it wants of each library, whatever symbols they belong to.</param>
/// <param name="GivenVersions">The versions that it defines; none in a library whose symbols have no versions.</param>
/// <param name="HasVersionTable">Whether it says of its symbols which version they have, be it none (DT_VERSYM).</param>
/// <param name="Wanted">The symbols that others must have.</param>
/// <param name="Given">The symbols that others may bind to.</param>
/// <param name="IsProgram">Whether it is a program rather than a library: at a fixed address, with a loader, or linked as PIE.</param>
/// <param name="HasExecutableStack">Whether it asks for a stack that can be executed, or does not say that it needs none.</param>
/// <param name="HasTextRelocations">Whether the loader would have to write into its code.</param>
public sealed record ElfFile(
    string? Interpreter,
    string? Name,
    IReadOnlyList<string> Libraries,
    IReadOnlyList<string> SearchPath,
    IReadOnlyList<(string Library, string Version)> Versions,
    IReadOnlyList<string> GivenVersions,
    bool HasVersionTable,
    IReadOnlyList<Symbol> Wanted,
    IReadOnlyList<Symbol> Given,
    bool IsProgram,
    bool HasExecutableStack,
    bool HasTextRelocations)
{
    /// <summary>Whether a file begins as an ELF file does.</summary>
    public static bool Is(ReadOnlySpan<byte> content) => content.StartsWith("\u007fELF"u8);
}

/// <summary>A file that begins as an ELF file and is none that Lambda on x86-64 could load.</summary>
public sealed class MalformedElfException(string message) : Exception(message);
