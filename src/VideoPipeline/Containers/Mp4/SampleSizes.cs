using VideoPipeline.Video;

namespace VideoPipeline.Containers.Mp4;

/// <summary>Parses sample size boxes, <c>stsz</c> and <c>stz2</c> (14496-12, 8.7.3).</summary>
internal static class SampleSizes
{
    public static int[] Read(Box stsz, long fileLength)
    {
        var fields = stsz.Read();
        fields.FullBox();
        var fixedSize = fields.U32();
        if (fixedSize != 0) return Fixed(stsz, fixedSize, fields.U32(), fileLength);
        var count = fields.Count(4);
        VideoLimits.CheckSamples("The video", count);
        var sizes = new int[count];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = fields.I32();
            if (sizes[i] < 0) throw stsz.Malformed($"sample {i} has the invalid size {(uint)sizes[i]}.");
        }
        return sizes;
    }

    public static int[] ReadCompact(Box stz2)
    {
        var fields = stz2.Read();
        fields.FullBox();
        var bits = (int)(fields.U32() & 0xFF);
        if (bits is not (4 or 8 or 16)) throw stz2.Malformed($"its field size is {bits} bits, but must be 4, 8 or 16.");
        var count = fields.U32();
        if ((long)count * bits > fields.Remaining * 8L)
            throw stz2.Malformed($"it declares {count} entries of {bits} bits each, but only {fields.Remaining} bytes follow.");
        VideoLimits.CheckSamples("The video", count);
        var sizes = new int[count];
        var pair = 0;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (bits == 4 && i % 2 == 0) pair = fields.U8();
            sizes[i] = bits switch { 16 => fields.U16(), 8 => fields.U8(), _ => i % 2 == 0 ? pair >> 4 : pair & 0xF };
        }
        return sizes;
    }

    // The size of the box does not limit this count. The file's length does.
    private static int[] Fixed(Box stsz, uint size, uint count, long fileLength)
    {
        if (size > int.MaxValue || (long)size * count > fileLength || count > int.MaxValue)
            throw stsz.Malformed(
                $"it declares {count} samples of {size} bytes each, but the file has {fileLength} bytes: " +
                "it is truncated or damaged.");
        VideoLimits.CheckSamples("The video", count);
        var sizes = new int[count];
        Array.Fill(sizes, (int)size);
        return sizes;
    }
}
