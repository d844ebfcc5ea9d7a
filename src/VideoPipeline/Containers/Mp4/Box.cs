using System.Buffers.Binary;
using System.Text;

namespace VideoPipeline.Containers.Mp4;

/// <summary>A box (ISO/IEC 14496-12, 4.2): its type, the file position of its body, and the body.</summary>
internal readonly ref struct Box(string type, long offset, ReadOnlySpan<byte> body)
{
    /// <summary>Four characters.</summary>
    public string Type { get; } = type;

    /// <summary>The file position of the body's first byte.</summary>
    public long Offset { get; } = offset;

    public ReadOnlySpan<byte> Body { get; } = body;

    /// <summary>Enumerates the child boxes, which start <paramref name="from"/> bytes into the body.</summary>
    public BoxEnumerator Children(int from = 0) => new(this, from);

    /// <summary>Creates a reader of the fields in the body.</summary>
    public BoxReader Read() => new(this);

    /// <summary>Creates an exception for this box.</summary>
    /// <param name="problem">What is wrong, with a full stop.</param>
    public MalformedBoxException Malformed(string problem) => new(Type, Offset, problem);
}

/// <summary>Enumerates sibling boxes. Does not read beyond the parent box.</summary>
internal ref struct BoxEnumerator(Box parent, int position)
{
    private readonly Box _parent = parent;
    private int _position = position;

    public Box Current { get; private set; }

    public readonly BoxEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        var rest = _position < _parent.Body.Length ? _parent.Body[_position..] : default;
        // QuickTime terminates some lists with four zero bytes.
        if (rest.Length < BoxHeader.ShortLength) return false;
        if (!BoxHeader.TryRead(rest, _parent.Offset + _position, out var header) || header.Size > rest.Length)
            throw _parent.Malformed($"the box at byte {_parent.Offset + _position} extends beyond its parent.");
        if (header.Size == 0) header = header with { Size = rest.Length };
        var body = rest[header.HeaderLength..(int)header.Size];
        Current = new Box(header.Type, header.Offset + header.HeaderLength, body);
        _position += (int)header.Size;
        return true;
    }
}

/// <summary>The header of a box.</summary>
/// <param name="Type">Four characters.</param>
/// <param name="Offset">The file position of the box's first byte.</param>
/// <param name="HeaderLength">8 bytes, or 16 with a 64-bit size.</param>
/// <param name="Size">
/// The number of bytes of the box, header included; 0 if it extends to the end of the file or of its parent.
/// </param>
internal readonly record struct BoxHeader(string Type, long Offset, int HeaderLength, long Size)
{
    public const int ShortLength = 8;
    public const int LongLength = 16;

    /// <summary>Parses a box header. Returns false if the bytes are too short or the size is invalid.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long offset, out BoxHeader header)
    {
        header = default;
        if (bytes.Length < ShortLength) return false;
        long size = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var length = ShortLength;
        if (size == 1)
        {
            if (bytes.Length < LongLength) return false;
            size = BinaryPrimitives.ReadInt64BigEndian(bytes[8..]);
            length = LongLength;
        }
        if (size < length && (size != 0 || length == LongLength)) return false;
        header = new BoxHeader(Encoding.Latin1.GetString(bytes.Slice(4, 4)), offset, length, size);
        return true;
    }
}
