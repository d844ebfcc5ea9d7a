using System.Buffers.Binary;
using System.Text;

namespace VideoPipeline.Containers.Mp4;

/// <summary>One box (ISO/IEC 14496-12, 4.2): its type, where its body begins in the file, and the body.</summary>
internal readonly ref struct Box(string type, long offset, ReadOnlySpan<byte> body)
{
    /// <summary>Four characters.</summary>
    public string Type { get; } = type;

    /// <summary>Position in the file of the body's first byte.</summary>
    public long Offset { get; } = offset;

    public ReadOnlySpan<byte> Body { get; } = body;

    /// <summary>The boxes inside, where the body consists of boxes from <paramref name="from"/> on.</summary>
    public BoxEnumerator Children(int from = 0) => new(this, from);

    /// <summary>A reader over the body.</summary>
    public BoxReader Read() => new(this);

    public MalformedBoxException Malformed(string what) => new(Type, Offset, what);
}

/// <summary>Steps over sibling boxes; nothing is read beyond the parent.</summary>
internal ref struct BoxEnumerator(Box parent, int position)
{
    private readonly Box _parent = parent;
    private int _position = position;

    public Box Current { get; private set; }

    public readonly BoxEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        var rest = _position < _parent.Body.Length ? _parent.Body[_position..] : default;
        // QuickTime closes some lists with four zero bytes, which is no box.
        if (rest.Length < BoxHeader.ShortLength) return false;
        if (!BoxHeader.TryRead(rest, _parent.Offset + _position, out var header) || header.Size > rest.Length)
            throw _parent.Malformed($"a box inside it at byte {_parent.Offset + _position} is longer than what holds it.");
        if (header.Size == 0) header = header with { Size = rest.Length };
        var body = rest[header.HeaderLength..(int)header.Size];
        Current = new Box(header.Type, header.Offset + header.HeaderLength, body);
        _position += (int)header.Size;
        return true;
    }
}

/// <summary>The first bytes of a box.</summary>
/// <param name="Type">Four characters.</param>
/// <param name="Offset">Position in the file of the box's first byte.</param>
/// <param name="HeaderLength">8, or 16 with a 64-bit size.</param>
/// <param name="Size">Bytes of the whole box; 0 where it lasts to the end of the file, or of what holds it.</param>
internal readonly record struct BoxHeader(string Type, long Offset, int HeaderLength, long Size)
{
    public const int ShortLength = 8;
    public const int LongLength = 16;

    /// <summary>False where these bytes cannot begin a box.</summary>
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
