namespace VideoPipeline.Indexing.Storing;

/// <summary>Where the blocks of a table lie in <c>index.tables</c>: one after the other, each with the next rows.</summary>
/// <param name="Rows">Rows of the table.</param>
/// <param name="Offset">Position of the first block.</param>
/// <param name="Lengths">Bytes of each block.</param>
/// <param name="Checks">CRC-32 of each block.</param>
public sealed record BlockDirectory(int Rows, long Offset, int[] Lengths, uint[] Checks)
{
    /// <summary>
    /// Rows of a block are two to the power of this; the last block has the rest. A block of samples takes some 15 KB: little
    /// for a worker whose range is a few hundred frames, and few blocks for ten hours.
    /// </summary>
    internal const int BlockBits = 12;

    /// <summary>The first row of a block; for the number after the last block, the number of rows.</summary>
    internal int StartOf(int block) => Math.Min(block << BlockBits, Rows);
}
