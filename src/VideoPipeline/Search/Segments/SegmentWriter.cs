using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace VideoPipeline.Search.Segments;

/// <summary>
/// Writes a segment sequentially: <see cref="Magic"/>, the blocks of frames of each run, the blocks of posting lists, the
/// compressed footer, and the trailer, which is the length (int32) and the CRC-32 checksum of the footer, and the magic again.
/// </summary>
/// <param name="destination">The stream; it is left open.</param>
internal sealed class SegmentWriter(Stream destination)
{
    /// <summary>The size of the trailer in bytes.</summary>
    public const int TrailerLength = sizeof(int) + sizeof(uint) + sizeof(ulong);

    private readonly List<SegmentBlock> _frames = [];
    private readonly List<PostingBlockEntry> _postings = [];
    private readonly List<(ushort Word, int Count)> _lists = [];
    private readonly List<Posting> _pending = [];
    private long _position;

    /// <summary>The first and the last eight bytes of a segment.</summary>
    public static ReadOnlySpan<byte> Magic => "VPFIND\0\x02"u8;

    /// <summary>Writes the segment of one run.</summary>
    public static void Write(Stream destination, RunContent run, DateTimeOffset indexed)
    {
        var writer = new SegmentWriter(destination);
        uint[] numbers = [.. run.Frame.Select(frame => (uint)frame)];
        for (var row = 0; row < numbers.Length; row += FrameBlock.Rows)
        {
            var end = Math.Min(row + FrameBlock.Rows, numbers.Length);
            writer.AddFrames(FrameBlock.Encode(numbers.AsSpan(row..end), run.Hashes.AsSpan(row..end)));
        }
        foreach (var (word, list) in PostingLists.Of([.. run.Fingerprints?.Frames.Select(frame => frame.Keypoints) ?? []]))
            writer.AddPostings(word, list);
        var pictures = IndexedPictures.Of(run);
        writer.Complete(
            [
                new IndexedRun(
                    run.Run, run.Video, run.Content, run.Width, run.Height, numbers.Length, pictures.Count, indexed),
            ],
            pictures);
    }

    /// <summary>Writes the next encoded <see cref="FrameBlock"/>.</summary>
    public void AddFrames(ReadOnlySpan<byte> block) => _frames.Add(WriteBlock(block));

    /// <summary>Writes the next posting list.</summary>
    /// <param name="word">Its word, larger than that of the list before.</param>
    /// <param name="list">The postings; their frames ascend.</param>
    public void AddPostings(ushort word, ReadOnlySpan<Posting> list)
    {
        for (; !list.IsEmpty; list = list[Math.Min(list.Length, PostingBlock.MaxRows)..])
        {
            var part = list[..Math.Min(list.Length, PostingBlock.MaxRows)];
            if (_pending.Count + part.Length > PostingBlock.MaxRows) FlushPostings();
            _lists.Add((word, part.Length));
            _pending.AddRange(part);
            if (_pending.Count >= PostingBlock.MinRows) FlushPostings();
        }
    }

    /// <summary>Writes the footer and the trailer.</summary>
    public void Complete(IReadOnlyList<IndexedRun> runs, IndexedPictures pictures)
    {
        FlushPostings();
        var footer = new SegmentFooter(runs, pictures, [.. _frames], [.. _postings]).Encode();
        if (_position == 0) Write(Magic);
        Write(footer);
        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteInt32LittleEndian(trailer, footer.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[sizeof(int)..], Crc32.HashToUInt32(footer));
        Magic.CopyTo(trailer[(sizeof(int) + sizeof(uint))..]);
        Write(trailer);
        destination.Flush();
    }

    private void FlushPostings()
    {
        if (_lists.Count == 0) return;
        var block = WriteBlock(PostingBlock.Encode(_lists, CollectionsMarshal.AsSpan(_pending)));
        _postings.Add(new PostingBlockEntry(block, _lists[0].Word, _lists[^1].Word));
        _lists.Clear();
        _pending.Clear();
    }

    private SegmentBlock WriteBlock(ReadOnlySpan<byte> bytes)
    {
        if (_position == 0) Write(Magic);
        var block = new SegmentBlock(_position, bytes.Length, Crc32.HashToUInt32(bytes));
        Write(bytes);
        return block;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        destination.Write(bytes);
        _position += bytes.Length;
    }
}
