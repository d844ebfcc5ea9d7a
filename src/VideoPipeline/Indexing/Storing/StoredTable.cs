using System.IO.Hashing;
using VideoPipeline.Errors;
using VideoPipeline.Storage;
using VideoPipeline.Video;

namespace VideoPipeline.Indexing.Storing;

/// <summary>The rows of a table that lie in the store: read block by block as they are asked for, each once.</summary>
/// <param name="store">The store.</param>
/// <param name="key">The object with the blocks.</param>
/// <param name="directory">Where they lie in it.</param>
/// <param name="take">Fills the columns with the rows of a block.</param>
internal sealed class StoredTable(IStore store, string key, BlockDirectory directory, StoredTable.TakeBlock take) : IRowReader
{
    private readonly bool[] _read = new bool[directory.Lengths.Length];

    /// <summary>Takes in a block.</summary>
    /// <param name="block">Its bytes, from its first column on.</param>
    /// <param name="number">Its number in the table.</param>
    /// <param name="rows">How many rows it has.</param>
    public delegate void TakeBlock(ref BlockReader block, int number, int rows);

    /// <inheritdoc/>
    /// <remarks>One request for each run of consecutive blocks.</remarks>
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
            $"{key} is not in the store, though an earlier state wrote it. Run again.");
        var at = 0;
        for (var block = first; block < after; block++)
        {
            if (directory.Lengths[block] > bytes.Length - at) throw Damaged(block, "it ends too early");
            Take(block, bytes[at..(at + directory.Lengths[block])]);
            at += directory.Lengths[block];
        }
    }

    private void Take(int number, byte[] bytes)
    {
        if (Crc32.HashToUInt32(bytes) != directory.Checks[number]) throw Damaged(number, "its check sum is wrong");
        try
        {
            var block = new BlockReader(bytes);
            take(ref block, number, directory.StartOf(number + 1) - directory.StartOf(number));
            if (!block.AtEnd) throw new InvalidDataException("it holds more than its rows");
        }
        catch (InvalidDataException malformed)
        {
            throw Damaged(number, malformed.Message);
        }
        _read[number] = true;
    }

    private CorruptResultException Damaged(int block, string what) =>
        new($"{key} is damaged in block {block}: {what}. Run again.");
}
