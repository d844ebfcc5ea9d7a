namespace VideoPipeline.Layers.Elf;

/// <summary>Reads an <see cref="ElfFile"/>: by segments, as the loader does, but for the number of symbols.</summary>
public static class ElfReader
{
    private const int WeakBinding = 2;

    /// <summary>Reads a file.</summary>
    /// <exception cref="MalformedElfException">It is for another processor, no program or library, or broken.</exception>
    public static ElfFile Read(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            return Read(new ElfImage(content));
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new MalformedElfException("its tables point outside of the file");
        }
    }

    private static ElfFile Read(ElfImage image)
    {
        var versions = new SymbolVersions(image);
        var (wanted, given) = Symbols(image, versions);
        return new ElfFile(
            image.Interpreter,
            image.Has(Tag.SoName) ? image.String(image.Value(Tag.SoName)) : null,
            [.. image.Entries.Where(entry => entry.Tag == Tag.Needed).Select(entry => image.String(entry.Value))],
            SearchPath(image),
            versions.Needs,
            versions.Given,
            image.Has(Tag.VersionTable),
            wanted,
            given,
            image.Interpreter is not null || image.IsFixed || (image.Value(Tag.Flags1) & Tag.Flag1Program) != 0,
            image.HasExecutableStack,
            image.Has(Tag.TextRelocations) || (image.Value(Tag.Flags) & Tag.FlagTextRelocations) != 0);
    }

    private static (List<Symbol> Wanted, List<Symbol> Given) Symbols(ElfImage image, SymbolVersions versions)
    {
        List<Symbol> wanted = [], given = [];
        var count = image.Entries.Count > 0 ? SymbolCount.Of(image) : 0;
        for (var i = 1; i < count; i++) // the first is no symbol
        {
            var at = checked(image.Place(image.Value(Tag.SymbolTable)) + (i * SymbolCount.SymbolLength));
            var (library, version) = versions.Of(i);
            var symbol = new Symbol(image.String(image.U32(at)), version, library, image.U8(at + 4) >> 4 == WeakBinding);
            (image.U16(at + 6) != 0 ? given : wanted).Add(symbol);
        }

        return (wanted, given);
    }

    private static string[] SearchPath(ElfImage image)
    {
        var tag = image.Has(Tag.RunPath) ? Tag.RunPath : Tag.RPath;
        return image.Has(tag) ? image.String(image.Value(tag)).Split(':') : [];
    }
}
