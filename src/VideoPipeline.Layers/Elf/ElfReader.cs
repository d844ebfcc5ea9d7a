namespace VideoPipeline.Layers.Elf;

/// <summary>Reads an <see cref="ElfFile"/> from its segments, like the loader; only the number of symbols is also read from the
/// section headers.</summary>
public static class ElfReader
{
    private const int WeakBinding = 2;

    /// <summary>Reads an ELF file.</summary>
    /// <exception cref="MalformedElfException">The file is not for x86-64, is neither a program nor a library, or is
    /// malformed.</exception>
    public static ElfFile Read(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            return Read(new ElfImage(content));
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new MalformedElfException("it is malformed: a table extends beyond the end of the file");
        }
    }

    private static ElfFile Read(ElfImage image)
    {
        var versions = new SymbolVersions(image);
        var (undefined, defined) = ReadSymbols(image, versions);
        return new ElfFile(
            image.Interpreter,
            image.Has(Tag.SoName) ? image.String(image.Value(Tag.SoName)) : null,
            [.. image.Entries.Where(entry => entry.Tag == Tag.Needed).Select(entry => image.String(entry.Value))],
            SearchPath(image),
            versions.Needed,
            versions.Defined,
            image.Has(Tag.VersionTable),
            undefined,
            defined,
            image.Interpreter is not null || image.IsExecutable || (image.Value(Tag.Flags1) & Tag.Flag1Pie) != 0,
            image.HasExecutableStack,
            image.Has(Tag.TextRelocations) || (image.Value(Tag.Flags) & Tag.FlagTextRelocations) != 0);
    }

    private static (List<Symbol> Undefined, List<Symbol> Defined) ReadSymbols(ElfImage image, SymbolVersions versions)
    {
        List<Symbol> undefined = [], defined = [];
        var count = image.Entries.Count > 0 ? SymbolCount.Compute(image) : 0;
        for (var i = 1; i < count; i++) // index 0 is reserved (STN_UNDEF)
        {
            var at = checked(image.ToFileOffset(image.Value(Tag.SymbolTable)) + (i * SymbolCount.SymbolLength));
            var (library, version) = versions.Find(i);
            var symbol = new Symbol(image.String(image.U32(at)), version, library, image.U8(at + 4) >> 4 == WeakBinding);
            (image.U16(at + 6) != 0 ? defined : undefined).Add(symbol);
        }

        return (undefined, defined);
    }

    private static string[] SearchPath(ElfImage image)
    {
        var tag = image.Has(Tag.RunPath) ? Tag.RunPath : Tag.RPath;
        return image.Has(tag) ? image.String(image.Value(tag)).Split(':') : [];
    }
}
