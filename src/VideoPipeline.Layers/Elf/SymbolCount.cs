namespace VideoPipeline.Layers.Elf;

/// <summary>Computes the number of dynamic symbols from the section headers and the hash tables; the dynamic section does not
/// contain it.</summary>
internal static class SymbolCount
{
    public const int SymbolLength = 24;

    private const int SectionHeaderLength = 64;
    private const uint DynamicSymbols = 11;

    /// <summary>The maximum of the numbers in the section header, DT_HASH and DT_GNU_HASH, because DT_GNU_HASH does not cover
    /// undefined symbols.</summary>
    public static int Compute(ElfImage image) => Math.Max(FromSection(image), Math.Max(FromHash(image), FromGnuHash(image)));

    private static int FromSection(ElfImage image)
    {
        for (var i = 0; i < image.U16(60); i++)
        {
            var header = checked((int)image.U64(40) + (i * SectionHeaderLength));
            if (image.U32(header + 4) == DynamicSymbols) return checked((int)(image.U64(header + 32) / SymbolLength));
        }

        throw new MalformedElfException("it has no section header for its dynamic symbols (SHT_DYNSYM)");
    }

    // System V ABI, "Hash Table": the number of chain entries equals the number of symbols.
    private static int FromHash(ElfImage image) =>
        image.Has(Tag.Hash) ? checked((int)image.U32(image.ToFileOffset(image.Value(Tag.Hash)) + 4)) : 0;

    // sourceware.org/ml/binutils/2006-10/msg00377.html: number of buckets, first symbol, number of Bloom filter words. The last
    // hash value of a chain has bit 0 set.
    private static int FromGnuHash(ElfImage image)
    {
        if (!image.Has(Tag.GnuHash)) return 0;
        var at = image.ToFileOffset(image.Value(Tag.GnuHash));
        var (buckets, first, bloom) = (checked((int)image.U32(at)), image.U32(at + 4), checked((int)image.U32(at + 8)));
        var bucket = checked(at + 16 + (8 * bloom));
        var last = 0U;
        for (var i = 0; i < buckets; i++) last = Math.Max(last, image.U32(checked(bucket + (4 * i))));
        if (last < first) return 0; // all buckets are empty
        var chains = checked(bucket + (4 * buckets));
        while ((image.U32(checked(chains + (4 * (int)(last - first)))) & 1) == 0) last++;
        return checked((int)last + 1);
    }
}
