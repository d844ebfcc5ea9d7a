using System.IO.Hashing;
using VideoPipeline.Errors;
using VideoPipeline.Storage;
using VideoPipeline.Video;

namespace VideoPipeline.Indexing.Storing;

/// <summary>Reads the rows of a stored table on demand, block by block, each block once.</summary>
/// <param name="store">The store.</param>
/// <param name="key">The key of the object that contains the blocks.</param>
/// <param name="directory">The positions of the blocks in the object.</param>
/// <param name="readBlock">Sets the columns to the rows of a block.</param>
internal sealed class StoredTable(IStore store, string key, BlockDirectory directory, StoredTable.BlockRowReader readBlock)
    : IRowReader
{
    private readonly bool[] _read = new bool[directory.Lengths.Length];

    /// <summary>Reads the rows of a block into the columns.</summary>
    /// <param name="block">The reader, at the first column of the block.</param>
    /// <param name="number">The number of the block in the table.</param>
    /// <param name="rows">The number of rows in the block.</param>
    public delegate void BlockRowReader(ref BlockReader block, int number, int rows);

    /// <inheritdoc/>
    /// <remarks>Reads consecutive blocks in one request.</remarks>
    public async ValueTask EnsureLoadedAsync(int start, int end, CancellationToken cancellation)
    {
        var last = directory.BlockOf(Math.Min(end, directory.Rows) - 1);
        for (var block = directory.BlockOf(start); block <= last; block++)
        {
            if (_read[block]) continue;
            var after = block + 1;
            while (after <= last && !_read[after]) after++;
            await ReadAsync(block, after, cancellation);
            block = after;
        }
    }

    private async Task ReadAsync(int first, int after, CancellationToken cancellation)
    {
        var offset = directory.Offset + directory.Lengths.Take(first).Sum(length => (long)length);
        var length = directory.Lengths.Take(first..after).Sum();
        var bytes = await store.ReadAsync(key, offset, length, cancellation) ?? throw new CorruptResultException(
            $"{key}, which an earlier state wrote, is missing from the store. Run again.");
        var at = 0;
        for (var block = first; block < after; block++)
        {
            if (directory.Lengths[block] > bytes.Length - at) throw Damaged(block, "it is truncated");
            ReadBlock(block, bytes[at..(at + directory.Lengths[block])]);
            at += directory.Lengths[block];
        }
    }

    private void ReadBlock(int number, byte[] bytes)
    {
        if (Crc32.HashToUInt32(bytes) != directory.Checks[number]) throw Damaged(number, "its checksum is wrong");
        try
        {
            var block = new BlockReader(bytes);
            readBlock(ref block, number, directory.StartOf(number + 1) - directory.StartOf(number));
            if (!block.AtEnd) throw new InvalidDataException("it has data after its last row");
        }
        catch (InvalidDataException malformed)
        {
            throw Damaged(number, malformed.Message);
        }
        _read[number] = true;
    }

    private CorruptResultException Damaged(int block, string problem) =>
        new($"{key} is damaged in block {block}: {problem}. Run again.");
}
