namespace VideoPipeline.Search.Segments;

/// <summary>The position of a block in a segment.</summary>
/// <param name="Offset">The position of its first byte.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Check">Its CRC-32 checksum.</param>
internal readonly record struct SegmentBlock(long Offset, int Length, uint Check)
{
    /// <summary>The position after its last byte.</summary>
    public long End => Offset + Length;
}

/// <summary>The position and the words of a <see cref="PostingBlock"/>.</summary>
/// <param name="Block">The position.</param>
/// <param name="First">The first word.</param>
/// <param name="Last">The last word.</param>
internal readonly record struct PostingBlockEntry(SegmentBlock Block, ushort First, ushort Last);

/// <summary>Blocks that are so close together that one request for all is cheaper than one request for each.</summary>
/// <param name="Offset">The position of the first byte.</param>
/// <param name="Length">The number of bytes, including the gaps between the blocks.</param>
/// <param name="Blocks">The requested blocks, in order.</param>
internal readonly record struct BlockSpan(long Offset, int Length, ArraySegment<SegmentBlock> Blocks)
{
    /// <summary>The largest gap, in bytes, that is read and discarded instead of starting another request.</summary>
    public const int MaxGap = 64 * 1024;

    /// <summary>The size in bytes above which no block is added, so that the bytes in flight are bounded.</summary>
    public const int MaxLength = 4 << 20;

    /// <summary>Groups blocks into spans.</summary>
    /// <param name="blocks">The blocks, in the order of their positions.</param>
    public static IEnumerable<BlockSpan> Create(SegmentBlock[] blocks)
    {
        for (var first = 0; first < blocks.Length;)
        {
            var offset = blocks[first].Offset;
            var next = first + 1;
            while (next < blocks.Length && blocks[next].Offset - blocks[next - 1].End <= MaxGap
                && blocks[next].End - offset <= MaxLength)
                next++;
            var length = checked((int)(blocks[next - 1].End - offset));
            yield return new BlockSpan(offset, length, new ArraySegment<SegmentBlock>(blocks, first, next - first));
            first = next;
        }
    }
}
