using System.Buffers.Binary;
using System.Text;

namespace VideoPipeline.Containers.Matroska;

/// <summary>An EBML element with its complete body.</summary>
internal readonly ref struct Element(uint id, long offset, ReadOnlySpan<byte> body)
{
    public uint Id { get; } = id;

    /// <summary>The file position of the body's first byte.</summary>
    public long Offset { get; } = offset;

    public ReadOnlySpan<byte> Body { get; } = body;

    /// <summary>Enumerates the child elements of a master element.</summary>
    public ElementEnumerator Children() => new(this);

    /// <summary>Reads the body as an unsigned integer (RFC 8794, 7.2).</summary>
    public long Unsigned()
    {
        if (Body.Length > 8) throw Malformed($"it is an integer of {Body.Length} bytes, but 8 is the maximum.");
        ulong value = 0;
        foreach (var next in Body) value = value << 8 | next;
        return value <= long.MaxValue ? (long)value : throw Malformed($"its value {value} is too large.");
    }

    /// <summary>Reads the body as a floating-point number (RFC 8794, 7.3).</summary>
    public double Float() => Body.Length switch
    {
        0 => 0,
        4 => BinaryPrimitives.ReadSingleBigEndian(Body),
        8 => BinaryPrimitives.ReadDoubleBigEndian(Body),
        var length => throw Malformed($"it is a floating-point number of {length} bytes, but must have 0, 4 or 8."),
    };

    /// <summary>Reads the body as a string, without its zero padding (RFC 8794, 7.4).</summary>
    public string Text()
    {
        var end = Body.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? Body : Body[..end]);
    }

    /// <summary>Creates an exception for this element.</summary>
    /// <param name="problem">What is wrong, with a full stop.</param>
    public MalformedElementException Malformed(string problem) => new(Id, Offset, problem);
}

/// <summary>Enumerates sibling elements. Does not read beyond the parent element.</summary>
internal ref struct ElementEnumerator(Element parent)
{
    private readonly Element _parent = parent;
    private int _position;

    /// <summary>The current element.</summary>
    public Element Current { get; private set; }

    /// <summary>The bytes of the current element, including its header.</summary>
    public ReadOnlySpan<byte> CurrentBytes { get; private set; }

    public readonly ElementEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        var rest = _parent.Body[_position..];
        if (rest.IsEmpty) return false;
        var length = ElementHeader.Measure(rest);
        if (length == 0 || length > rest.Length)
            throw _parent.Malformed($"there is no valid element header {_position} bytes into its body.");
        var header = ElementHeader.Read(rest, _parent.Offset + _position);
        if (header.Size is not { } size || size > rest.Length - length)
            throw _parent.Malformed($"its child element 0x{header.Id:X} extends beyond its end.");
        CurrentBytes = rest[..(length + (int)size)];
        Current = new Element(header.Id, header.BodyOffset, CurrentBytes[length..]);
        _position += CurrentBytes.Length;
        return true;
    }
}
