using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace VideoPipeline.Search.Segments;

/// <summary>
/// Posting lists of consecutive words. As columns: the words with the lengths of their lists, the signatures, the poses, and the
/// frames, ascending within a list, as differences. A search compares signatures and decodes the frames only where some match.
/// </summary>
internal sealed class PostingBlock
{
    /// <summary>The minimum number of postings of a block, except the last one of a segment.</summary>
    public const int MinRows = 512;

    /// <summary>The maximum number of postings of a block. A longer list continues in further blocks.</summary>
    public const int MaxRows = 4096;

    private readonly byte[] _bytes;
    private readonly int _signatures;
    private readonly int _pictureCount;
    private int[]? _pictures;

    private PostingBlock(byte[] bytes, (ushort Word, int Count)[] lists, int signatures, int pictureCount)
    {
        (_bytes, Lists, _signatures, _pictureCount) = (bytes, lists, signatures, pictureCount);
        Rows = lists.Sum(list => list.Count);
    }

    /// <summary>The words, ascending, and the number of postings of each.</summary>
    public IReadOnlyList<(ushort Word, int Count)> Lists { get; }

    /// <summary>The number of postings.</summary>
    public int Rows { get; }

    /// <summary>The signatures, one per posting.</summary>
    public ReadOnlySpan<ulong> Signatures =>
        MemoryMarshal.Cast<byte, ulong>(_bytes.AsSpan(_signatures, Rows * sizeof(ulong)));

    /// <summary>The poses, one per posting.</summary>
    public ReadOnlySpan<byte> Poses => _bytes.AsSpan(_signatures + (Rows * sizeof(ulong)), Rows);

    /// <summary>The frames, one per posting.</summary>
    /// <exception cref="InvalidDataException">The block is malformed.</exception>
    public int[] Pictures => _pictures ??= DecodePictures();

    /// <summary>Encodes posting lists.</summary>
    /// <param name="lists">The words, ascending, and the number of postings of each.</param>
    /// <param name="postings">The postings of all lists; the frames ascend within each.</param>
    public static byte[] Encode(IReadOnlyList<(ushort Word, int Count)> lists, ReadOnlySpan<Posting> postings)
    {
        var bytes = new MemoryStream();
        Leb128.Write(bytes, (uint)lists.Count);
        var last = 0;
        foreach (var (word, count) in lists)
        {
            Leb128.Write(bytes, (uint)(word - last));
            Leb128.Write(bytes, (uint)count);
            last = word;
        }
        Span<byte> signature = stackalloc byte[sizeof(ulong)];
        foreach (var posting in postings)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(signature, posting.Signature);
            bytes.Write(signature);
        }
        foreach (var posting in postings) bytes.WriteByte(posting.Pose);
        var row = 0;
        foreach (var (_, count) in lists)
        {
            var previous = 0;
            foreach (var posting in postings.Slice(row, count))
            {
                Leb128.Write(bytes, (uint)(posting.Picture - previous));
                previous = posting.Picture;
            }
            row += count;
        }
        return bytes.ToArray();
    }

    /// <summary>Parses a block; the frames are decoded later.</summary>
    /// <param name="bytes">The block.</param>
    /// <param name="pictureCount">The number of fingerprinted frames of the segment.</param>
    /// <exception cref="InvalidDataException">The block is malformed.</exception>
    public static PostingBlock Parse(byte[] bytes, int pictureCount)
    {
        ReadOnlySpan<byte> remaining = bytes;
        var count = Leb128.Read(ref remaining);
        if (count > MaxRows) throw new InvalidDataException($"it has {count} lists");
        var lists = new (ushort, int)[count];
        var (word, rows) = (0u, 0u);
        foreach (ref var list in lists.AsSpan())
        {
            word += Leb128.Read(ref remaining);
            var length = Leb128.Read(ref remaining);
            rows += length;
            if (word > ushort.MaxValue || length > MaxRows || rows > 2 * MaxRows)
                throw new InvalidDataException("its lists are out of range");
            list = ((ushort)word, (int)length);
        }
        return rows * (sizeof(ulong) + 1) <= remaining.Length
            ? new PostingBlock(bytes, lists, bytes.Length - remaining.Length, pictureCount)
            : throw new InvalidDataException("it is truncated");
    }

    private int[] DecodePictures()
    {
        ReadOnlySpan<byte> remaining = _bytes.AsSpan(_signatures + (Rows * (sizeof(ulong) + 1)));
        var pictures = new int[Rows];
        var row = 0;
        foreach (var (_, count) in Lists)
        {
            var picture = 0u;
            for (var end = row + count; row < end; row++) pictures[row] = (int)(picture += Leb128.Read(ref remaining));
        }
        if (!remaining.IsEmpty) throw new InvalidDataException("it has data after its last posting");
        return pictures.AsSpan().ContainsAnyExceptInRange(0, _pictureCount - 1)
            ? throw new InvalidDataException("a posting has no frame")
            : pictures;
    }
}
