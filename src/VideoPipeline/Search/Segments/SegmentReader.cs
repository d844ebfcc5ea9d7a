using System.Buffers.Binary;
using System.IO.Hashing;
using VideoPipeline.Errors;

namespace VideoPipeline.Search.Segments;

/// <summary>Reads up to <paramref name="length"/> bytes of an object; null if the object does not exist.</summary>
internal delegate Task<byte[]?> RangeReader(long offset, int length, CancellationToken cancellation);

/// <summary>Reads the parts of a segment that a search needs. A segment is immutable. Safe for concurrent use.</summary>
internal sealed class SegmentReader
{
    /// <summary>
    /// The number of bytes at the end that are read at once: usually the directory, or a small segment as a whole.
    /// </summary>
    private const int TailLength = 64 * 1024;

    private readonly long _length;
    private readonly RangeReader _read;
    private readonly byte[] _tail;
    private readonly int[] _firstFrameBlock;
    private readonly int[] _firstPicture;

    private SegmentReader(string key, long length, RangeReader read, byte[] tail, SegmentFooter footer)
    {
        (Key, _length, _read, _tail, Footer) = (key, length, read, tail, footer);
        (_firstFrameBlock, _firstPicture) = (new int[footer.Runs.Count + 1], new int[footer.Runs.Count + 1]);
        foreach (var (i, run) in footer.Runs.Index())
        {
            _firstFrameBlock[i + 1] = _firstFrameBlock[i] + FrameBlock.CountOf(run.Frames);
            _firstPicture[i + 1] = _firstPicture[i] + run.Pictures;
        }
    }

    /// <summary>The key of the segment.</summary>
    public string Key { get; }

    /// <summary>The directory.</summary>
    public SegmentFooter Footer { get; }

    /// <summary>Reads the directory of a segment.</summary>
    /// <param name="key">The key of the segment.</param>
    /// <param name="length">Its size in bytes.</param>
    /// <param name="read">Reads its bytes.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="SegmentRemovedException">The segment does not exist any more.</exception>
    /// <exception cref="CorruptResultException">The segment is damaged.</exception>
    public static async Task<SegmentReader> OpenAsync(
        string key, long length, RangeReader read, CancellationToken cancellation)
    {
        if (length < SegmentWriter.Magic.Length + SegmentWriter.TrailerLength) throw Damaged(key, "it is truncated");
        var tail = await ReadAsync(key, read, length - Math.Min(length, TailLength), length, cancellation);
        var (footer, check) = ReadTrailer(key, tail.AsSpan(^SegmentWriter.TrailerLength..));
        var end = length - SegmentWriter.TrailerLength;
        if (footer < 0 || footer > end - SegmentWriter.Magic.Length) throw Damaged(key, "its trailer is malformed");
        var bytes = footer + SegmentWriter.TrailerLength <= tail.Length
            ? tail[^(footer + SegmentWriter.TrailerLength)..^SegmentWriter.TrailerLength]
            : await ReadAsync(key, read, end - footer, end, cancellation);
        if (Crc32.HashToUInt32(bytes) != check) throw Damaged(key, "the checksum of its directory is wrong");
        try
        {
            var directory = SegmentFooter.Decode(bytes, SegmentWriter.Magic.Length, end - footer);
            return new SegmentReader(key, length, read, tail, directory);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or OverflowException)
        {
            throw Damaged(key, malformed.Message, malformed);
        }
    }

    /// <summary>The rows of a run in <see cref="SegmentFooter.Pictures"/>.</summary>
    public Range PicturesOf(int run) => _firstPicture[run].._firstPicture[run + 1];

    /// <summary>The run that contains a row of <see cref="SegmentFooter.Pictures"/>.</summary>
    public int RunOfPicture(int picture)
    {
        var found = Array.BinarySearch(_firstPicture, picture);
        if (found < 0) return ~found - 1;
        while (_firstPicture[found + 1] == picture) found++;
        return found;
    }

    /// <summary>The blocks of the analyzed frames of a run.</summary>
    public ArraySegment<SegmentBlock> FrameBlocksOf(int run) =>
        new(Footer.FrameBlocks, _firstFrameBlock[run], _firstFrameBlock[run + 1] - _firstFrameBlock[run]);

    /// <summary>Reads all analyzed frames of a run.</summary>
    public async Task<IndexedFrames> ReadFramesAsync(int run, CancellationToken cancellation)
    {
        var parts = new List<IndexedFrames>();
        foreach (var span in BlockSpan.Create([.. FrameBlocksOf(run)]))
        {
            foreach (var block in await ReadAsync(span, cancellation))
                parts.Add(DecodeFrames(run, parts.Count, block));
        }
        return new IndexedFrames([.. parts.SelectMany(part => part.Number)], [.. parts.SelectMany(part => part.Hashes)]);
    }

    /// <summary>Decodes a block of frames.</summary>
    /// <param name="run">The run.</param>
    /// <param name="block">The number of the block in the run.</param>
    /// <param name="bytes">The bytes of the block.</param>
    public IndexedFrames DecodeFrames(int run, int block, byte[] bytes) => Decode(() => FrameBlock.Decode(
        bytes, Math.Min(FrameBlock.Rows, Footer.Runs[run].Frames - (block * FrameBlock.Rows))));

    /// <summary>Parses a block of posting lists.</summary>
    public PostingBlock DecodePostings(byte[] bytes) => Decode(() => PostingBlock.Parse(bytes, Footer.Pictures.Count));

    /// <summary>The frame of each posting of a block, as rows of <see cref="SegmentFooter.Pictures"/>.</summary>
    public int[] PicturesOf(PostingBlock block) => Decode(() => block.Pictures);

    /// <summary>Reads the blocks of a span and verifies their checksums.</summary>
    public async Task<IReadOnlyList<byte[]>> ReadAsync(BlockSpan span, CancellationToken cancellation)
    {
        var bytes = await ReadAsync(span.Offset, span.Length, cancellation);
        var blocks = new byte[span.Blocks.Count][];
        foreach (var (i, block) in span.Blocks.Index())
        {
            blocks[i] = bytes.AsSpan((int)(block.Offset - span.Offset), block.Length).ToArray();
            if (Crc32.HashToUInt32(blocks[i]) != block.Check)
                throw Damaged(Key, $"the checksum of its block at {block.Offset} is wrong");
        }
        return blocks;
    }

    private async Task<byte[]> ReadAsync(long offset, int length, CancellationToken cancellation)
    {
        var tail = offset - (_length - _tail.Length);
        return tail >= 0
            ? _tail.AsSpan((int)tail, length).ToArray()
            : await ReadAsync(Key, _read, offset, offset + length, cancellation);
    }

    private T Decode<T>(Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (InvalidDataException malformed)
        {
            throw Damaged(Key, malformed.Message, malformed);
        }
    }

    private static async Task<byte[]> ReadAsync(
        string key, RangeReader read, long start, long end, CancellationToken cancellation)
    {
        var bytes = await read(start, checked((int)(end - start)), cancellation) ?? throw new SegmentRemovedException(key);
        return bytes.Length == end - start ? bytes : throw Damaged(key, "it is truncated");
    }

    private static (int Footer, uint Check) ReadTrailer(string key, ReadOnlySpan<byte> trailer) =>
        trailer[(sizeof(int) + sizeof(uint))..].SequenceEqual(SegmentWriter.Magic)
            ? (BinaryPrimitives.ReadInt32LittleEndian(trailer), BinaryPrimitives.ReadUInt32LittleEndian(trailer[sizeof(int)..]))
            : throw Damaged(key, "it is truncated, or not a segment");

    private static CorruptResultException Damaged(string key, string problem, Exception? cause = null) => new(
        $"The segment {key} of the search index is damaged: {problem}. Delete it, and index its runs again " +
        "(docs/cli.md, find and fingerprint).", cause);
}

/// <summary>
/// A segment that was listed does not exist any more, because another process has merged it. Readers list the segments again.
/// </summary>
internal sealed class SegmentRemovedException(string key) : Exception($"The segment {key} has been merged.");
