namespace VideoPipeline.Indexing.Storing;

/// <summary>Where the blocks of a table lie in <c>index.tables</c>: one after the other, each with the next rows.</summary>
/// <param name="Rows">Rows of the table.</param>
/// <param name="BlockBits">Rows of a block are two to the power of this; the last block has the rest.</param>
/// <param name="Offset">Position of the first block.</param>
/// <param name="Lengths">Bytes of each block.</param>
/// <param name="Checks">CRC-32 of each block.</param>
public sealed record BlockDirectory(int Rows, int BlockBits, long Offset, int[] Lengths, uint[] Checks)
{
    /// <summary>A directory to be filled in.</summary>
    internal static BlockDirectory Of(int rows, int blockBits, long offset)
    {
        var blocks = (rows + (1 << blockBits) - 1) >> blockBits;
        return new BlockDirectory(rows, blockBits, offset, new int[blocks], new uint[blocks]);
    }

    /// <summary>The first row of a block; for the number after the last block, the number of rows.</summary>
    internal int StartOf(int block) => Math.Min(block << BlockBits, Rows);

    /// <summary>The block that holds a row.</summary>
    internal int BlockOf(int row) => row >> BlockBits;
}
