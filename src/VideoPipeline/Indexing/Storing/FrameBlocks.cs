using VideoPipeline.Video;

namespace VideoPipeline.Indexing.Storing;

/// <summary>Writes and reads blocks of the frame table, column by column.</summary>
internal static class FrameBlocks
{
    public static void Write(BlockWriter block, FrameTable frames, int start, int count)
    {
        block.Differences(Array.ConvertAll(frames.Sample.Slice(start, count), sample => (long)sample));
        block.Steps(frames.Pts.Slice(start, count));
    }

    public static void Read(ref BlockReader block, FrameTable frames, int page, int count)
    {
        var samples = new long[count];
        block.Differences(samples);
        var pts = new long[count];
        block.Steps(pts);
        frames.Sample.Fill(page, Array.ConvertAll(samples, sample => unchecked((int)sample)));
        frames.Pts.Fill(page, pts);
    }
}
