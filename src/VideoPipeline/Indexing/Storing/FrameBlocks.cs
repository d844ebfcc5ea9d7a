using VideoPipeline.Video;

namespace VideoPipeline.Indexing.Storing;

/// <summary>Writes and reads blocks of the frame table, column by column.</summary>
internal static class FrameBlocks
{
    public static void Write(BlockWriter block, FrameTable frames, int start, int count)
    {
        block.WriteDifferences(Array.ConvertAll(frames.Sample.Slice(start, count), sample => (long)sample));
        block.WriteSecondDifferences(frames.Pts.Slice(start, count));
    }

    public static void Read(ref BlockReader block, FrameTable frames, int page, int count)
    {
        var samples = new long[count];
        block.ReadDifferences(samples);
        var pts = new long[count];
        block.ReadSecondDifferences(pts);
        frames.Sample.SetPage(page, Array.ConvertAll(samples, sample => unchecked((int)sample)));
        frames.Pts.SetPage(page, pts);
    }
}
