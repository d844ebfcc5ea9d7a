using System.IO.Hashing;
using System.Text.Json;
using VideoPipeline.Codecs;
using VideoPipeline.Errors;
using VideoPipeline.Storage;
using VideoPipeline.Video;

namespace VideoPipeline.Indexing.Storing;

/// <summary>
/// Writes and reads a stored index: <c>index.json</c> with the properties, and <c>index.tables</c> with the samples and frames in
/// independent blocks, so that a worker reads only the blocks of its range.
/// </summary>
internal static class StoredIndex
{
    /// <summary>
    /// The base-2 logarithm of the rows per block. A block of samples has about 15 KB: little for a worker whose range has a few
    /// hundred frames, and a ten-hour video has few blocks.
    /// </summary>
    private const int BlockBits = 12;

    /// <summary>Writes both files; <c>index.json</c> last, so that the tables it refers to exist.</summary>
    public static Task WriteAsync(IStore store, RunKeys keys, IndexFile file, CancellationToken cancellation) =>
        WriteAsync(store, keys, file, BlockBits, cancellation);

    internal static async Task WriteAsync(
        IStore store, RunKeys keys, IndexFile file, int blockBits, CancellationToken cancellation)
    {
        var (samples, frames) = (file.Index.Samples, file.Index.Frames);
        var tables = new MemoryStream();
        var stored = new IndexTables(
            Reordering.IsReordered(samples),
            Append(
                tables, BlockDirectory.Create(samples.Count, blockBits, 0),
                (block, start, count) => SampleBlocks.Write(block, samples, start, count)),
            frames is null
                ? null
                : Append(
                    tables, BlockDirectory.Create(frames.Count, blockBits, tables.Length),
                    (block, start, count) => FrameBlocks.Write(block, frames, start, count)));
        await store.PutBytesAsync(keys.IndexTables, tables.GetBuffer().AsMemory(0, (int)tables.Length), cancellation);
        await store.PutBytesAsync(keys.Index, (file with { Tables = stored }).ToBytes(), cancellation);
    }

    /// <summary>Reads <c>index.json</c>. The rows of the tables are read on demand.</summary>
    /// <exception cref="CorruptResultException">The file is missing or malformed.</exception>
    public static async Task<IndexFile> OpenAsync(IStore store, RunKeys keys, CancellationToken cancellation)
    {
        var bytes = await store.GetBytesAsync(keys.Index, cancellation) ?? throw new CorruptResultException(
            $"{keys.Index}, which an earlier state wrote, is missing from the store. Run again.");
        var (file, tables) = Parse(bytes, keys.Index);
        return file with
        {
            Index = file.Index with
            {
                Samples = Samples(store, keys.IndexTables, tables),
                Frames = tables.Frames is { } frames ? Frames(store, keys.IndexTables, frames) : null,
            },
        };
    }

    private static (IndexFile File, IndexTables Tables) Parse(byte[] bytes, string key)
    {
        try
        {
            var file = IndexFile.Parse(bytes);
            return (file, file.Tables ?? throw new JsonException("it has no tables"));
        }
        catch (JsonException malformed)
        {
            throw new CorruptResultException($"{key} is malformed: {malformed.Message}. Run again.", malformed);
        }
    }

    private static BlockDirectory Append(MemoryStream tables, BlockDirectory directory, Action<BlockWriter, int, int> write)
    {
        for (var i = 0; i < directory.Lengths.Length; i++)
        {
            var block = new BlockWriter();
            write(block, directory.StartOf(i), directory.StartOf(i + 1) - directory.StartOf(i));
            var bytes = block.Compress();
            (directory.Lengths[i], directory.Checks[i]) = (bytes.Length, Crc32.HashToUInt32(bytes));
            tables.Write(bytes);
        }
        return directory;
    }

    private static SampleTable Samples(IStore store, string key, IndexTables tables)
    {
        var directory = tables.Samples;
        var table = new SampleTable
        {
            Offset = Unread<long>(directory),
            Size = Unread<int>(directory),
            Dts = Unread<long>(directory),
            Pts = Unread<long>(directory),
            IsKey = Unread<bool>(directory),
            IsReordered = tables.Reordered,
        };
        table.RowReader = new StoredTable(
            store, key, directory,
            (ref BlockReader block, int number, int rows) => SampleBlocks.Read(ref block, table, number, rows));
        return table;
    }

    private static FrameTable Frames(IStore store, string key, BlockDirectory directory)
    {
        var table = new FrameTable { Sample = Unread<int>(directory), Pts = Unread<long>(directory) };
        table.RowReader = new StoredTable(
            store, key, directory,
            (ref BlockReader block, int number, int rows) => FrameBlocks.Read(ref block, table, number, rows));
        return table;
    }

    private static PagedColumn<T> Unread<T>(BlockDirectory directory) => new(directory.Rows, directory.BlockBits);
}
