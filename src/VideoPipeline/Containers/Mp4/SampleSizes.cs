namespace VideoPipeline.Containers.Mp4;

/// <summary>Reads sample sizes (14496-12, 8.7.3).</summary>
internal static class SampleSizes
{
    public static int[] Read(Box stsz, long fileLength)
    {
        var fields = stsz.Read();
        fields.FullBox();
        var fixedSize = fields.U32();
        if (fixedSize != 0) return Fixed(stsz, fixedSize, fields.U32(), fileLength);
        var sizes = new int[fields.Count(4)];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = fields.I32();
            if (sizes[i] < 0) throw stsz.Malformed($"sample {i} claims {(uint)sizes[i]} bytes.");
        }
        return sizes;
    }

    public static int[] ReadCompact(Box stz2)
    {
        var fields = stz2.Read();
        fields.FullBox();
        var bits = (int)(fields.U32() & 0xFF);
        if (bits is not (4 or 8 or 16)) throw stz2.Malformed($"its fields are {bits} bits wide; 4, 8 and 16 are defined.");
        var count = fields.U32();
        if ((long)count * bits > fields.Remaining * 8L)
            throw stz2.Malformed($"it claims {count} entries of {bits} bits, but {fields.Remaining} bytes are left in it.");
        var sizes = new int[count];
        var both = 0;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (bits == 4 && i % 2 == 0) both = fields.U8();
            sizes[i] = bits switch { 16 => fields.U16(), 8 => fields.U8(), _ => i % 2 == 0 ? both >> 4 : both & 0xF };
        }
        return sizes;
    }

    // Nothing in the box grows with this count, so the file's length is what it must fit into.
    private static int[] Fixed(Box stsz, uint size, uint count, long fileLength)
    {
        if (size > int.MaxValue || (long)size * count > fileLength || count > int.MaxValue)
            throw stsz.Malformed($"it claims {count} samples of {size} bytes, but the file has {fileLength} bytes: it was cut off or damaged.");
        var sizes = new int[count];
        Array.Fill(sizes, (int)size);
        return sizes;
    }
}
