namespace VideoPipeline.Layers.Elf;

/// <summary>How many dynamic symbols a file has. The loader need not know; the section header and the hash tables do.</summary>
internal static class SymbolCount
{
    public const int SymbolLength = 24;

    private const int SectionHeaderLength = 64;
    private const uint DynamicSymbols = 11;

    /// <summary>The larger number, should they differ: what the hash tables lack is not looked up, but may be wanted.</summary>
    public static int Of(ElfImage image) => Math.Max(InSection(image), Math.Max(InHash(image), InGnuHash(image)));

    private static int InSection(ElfImage image)
    {
        for (var i = 0; i < image.U16(60); i++)
        {
            var header = checked((int)image.U64(40) + (i * SectionHeaderLength));
            if (image.U32(header + 4) == DynamicSymbols) return checked((int)(image.U64(header + 32) / SymbolLength));
        }

        throw new MalformedElfException("it has no section headers, so its symbols cannot be counted");
    }

    // System V ABI, "Hash Table": as many chains as symbols.
    private static int InHash(ElfImage image) =>
        image.Has(Tag.Hash) ? checked((int)image.U32(image.Place(image.Value(Tag.Hash)) + 4)) : 0;

    // sourceware.org/ml/binutils/2006-10/msg00377.html: buckets, first symbol, Bloom words; the chain of the last bucket ends in an odd hash.
    private static int InGnuHash(ElfImage image)
    {
        if (!image.Has(Tag.GnuHash)) return 0;
        var at = image.Place(image.Value(Tag.GnuHash));
        var (buckets, first, bloom) = (checked((int)image.U32(at)), image.U32(at + 4), checked((int)image.U32(at + 8)));
        var bucket = checked(at + 16 + (8 * bloom));
        var last = 0U;
        for (var i = 0; i < buckets; i++) last = Math.Max(last, image.U32(checked(bucket + (4 * i))));
        if (last < first) return 0; // all empty
        var chains = checked(bucket + (4 * buckets));
        while ((image.U32(checked(chains + (4 * (int)(last - first)))) & 1) == 0) last++;
        return checked((int)last + 1);
    }
}
