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
        foreach (var size in sizes) block.Unsigned((uint)size);
        long end = 0;
        for (var i = 0; i < count; i++)
        {
            block.Signed(offsets[i] - end); // samples are often contiguous in the file
            end = offsets[i] + sizes[i];
        }
        block.Steps(dts);
        var compositionOffsets = samples.Pts.Slice(start, count);
        for (var i = 0; i < count; i++) compositionOffsets[i] -= dts[i];
        block.Differences(compositionOffsets);
        block.Flags(samples.IsKey.Slice(start, count));
    }

    public static void Read(ref BlockReader block, SampleTable samples, int page, int count)
    {
        var sizes = new int[count];
        foreach (ref var size in sizes.AsSpan()) size = unchecked((int)block.Unsigned());
        var offsets = new long[count];
        long end = 0;
        for (var i = 0; i < count; i++)
        {
            offsets[i] = end + block.Signed();
            end = offsets[i] + sizes[i];
        }
        var dts = new long[count];
        block.Steps(dts);
        var pts = new long[count];
        block.Differences(pts);
        for (var i = 0; i < count; i++) pts[i] += dts[i];
        var keys = new bool[count];
        block.Flags(keys);

        samples.Offset.Fill(page, offsets);
        samples.Size.Fill(page, sizes);
        samples.Dts.Fill(page, dts);
        samples.Pts.Fill(page, pts);
        samples.IsKey.Fill(page, keys);
    }
}
