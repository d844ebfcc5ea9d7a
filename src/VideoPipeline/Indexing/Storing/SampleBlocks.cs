using VideoPipeline.Video;

namespace VideoPipeline.Indexing.Storing;

/// <summary>Writes and reads blocks of the sample table, column by column.</summary>
internal static class SampleBlocks
{
    public static void Write(BlockWriter block, SampleTable samples, int start, int count)
    {
        var offsets = samples.Offset.Slice(start, count);
        var sizes = samples.Size.Slice(start, count);
        var dts = samples.Dts.Slice(start, count);
        foreach (var size in sizes) block.WriteUnsigned((uint)size);
        long end = 0;
        for (var i = 0; i < count; i++)
        {
            block.WriteSigned(offsets[i] - end); // samples are often contiguous in the file
            end = offsets[i] + sizes[i];
        }
        block.WriteSecondDifferences(dts);
        var compositionOffsets = samples.Pts.Slice(start, count);
        for (var i = 0; i < count; i++) compositionOffsets[i] -= dts[i];
        block.WriteDifferences(compositionOffsets);
        block.WriteFlags(samples.IsKey.Slice(start, count));
    }

    public static void Read(ref BlockReader block, SampleTable samples, int page, int count)
    {
        var sizes = new int[count];
        foreach (ref var size in sizes.AsSpan()) size = unchecked((int)block.ReadUnsigned());
        var offsets = new long[count];
        long end = 0;
        for (var i = 0; i < count; i++)
        {
            offsets[i] = end + block.ReadSigned();
            end = offsets[i] + sizes[i];
        }
        var dts = new long[count];
        block.ReadSecondDifferences(dts);
        var pts = new long[count];
        block.ReadDifferences(pts);
        for (var i = 0; i < count; i++) pts[i] += dts[i];
        var keys = new bool[count];
        block.ReadFlags(keys);

        samples.Offset.SetPage(page, offsets);
        samples.Size.SetPage(page, sizes);
        samples.Dts.SetPage(page, dts);
        samples.Pts.SetPage(page, pts);
        samples.IsKey.SetPage(page, keys);
    }
}
