namespace VideoPipeline.Indexing.Storing;

/// <summary>The positions of a table's blocks in <c>index.tables</c>. The blocks are contiguous and in row order.</summary>
/// <param name="Rows">The number of rows in the table.</param>
/// <param name="BlockBits">The base-2 logarithm of the rows per block; the last block has the remaining rows.</param>
/// <param name="Offset">The position of the first block.</param>
/// <param name="Lengths">The size of each block in bytes.</param>
/// <param name="Checks">The CRC-32 checksum of each block.</param>
internal sealed record BlockDirectory(int Rows, int BlockBits, long Offset, int[] Lengths, uint[] Checks)
{
    /// <summary>Creates a directory whose lengths and checksums are still to be set.</summary>
    internal static BlockDirectory Create(int rows, int blockBits, long offset)
    {
        var blocks = (rows + (1 << blockBits) - 1) >> blockBits;
        return new BlockDirectory(rows, blockBits, offset, new int[blocks], new uint[blocks]);
    }

    /// <summary>The first row of a block; one past the last block, the number of rows.</summary>
    internal int StartOf(int block) => Math.Min(block << BlockBits, Rows);

    /// <summary>The block that contains a row.</summary>
    internal int BlockOf(int row) => row >> BlockBits;
}
