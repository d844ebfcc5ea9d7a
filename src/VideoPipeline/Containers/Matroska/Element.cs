using System.Buffers.Binary;
using System.Text;

namespace VideoPipeline.Containers.Matroska;

/// <summary>An element that is in memory as a whole.</summary>
internal readonly ref struct Element(uint id, long offset, ReadOnlySpan<byte> body)
{
    public uint Id { get; } = id;

    /// <summary>Position in the file of the body's first byte.</summary>
    public long Offset { get; } = offset;

    public ReadOnlySpan<byte> Body { get; } = body;

    /// <summary>The elements inside, where this is one of elements.</summary>
    public ElementEnumerator Children() => new(this);

    /// <summary>An unsigned integer (RFC 8794, 7.2).</summary>
    public long Unsigned()
    {
        if (Body.Length > 8) throw Malformed($"an integer of {Body.Length} bytes.");
        ulong value = 0;
        foreach (var next in Body) value = value << 8 | next;
        return value <= long.MaxValue ? (long)value : throw Malformed($"the integer {value} is too large.");
    }

    /// <summary>A floating-point number (RFC 8794, 7.3).</summary>
    public double Float() => Body.Length switch
    {
        0 => 0,
        4 => BinaryPrimitives.ReadSingleBigEndian(Body),
        8 => BinaryPrimitives.ReadDoubleBigEndian(Body),
        var length => throw Malformed($"a floating-point number of {length} bytes."),
    };

    /// <summary>A string, which zeros may fill up (RFC 8794, 7.4).</summary>
    public string Text()
    {
        var end = Body.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? Body : Body[..end]);
    }

    public MalformedElementException Malformed(string what) => new(Id, Offset, what);
}

/// <summary>Steps over sibling elements; nothing is read beyond the parent.</summary>
internal ref struct ElementEnumerator(Element parent)
{
    private readonly Element _parent = parent;
    private int _position;

    /// <summary>The element, and the whole of its bytes.</summary>
    public Element Current { get; private set; }

    /// <summary>The current element with its header.</summary>
    public ReadOnlySpan<byte> Whole { get; private set; }

    public readonly ElementEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        var rest = _parent.Body[_position..];
        if (rest.IsEmpty) return false;
        var length = ElementHeader.Measure(rest);
        if (length == 0 || length > rest.Length) throw _parent.Malformed($"what follows {_position} bytes into it is no element.");
        var header = ElementHeader.Read(rest, _parent.Offset + _position);
        if (header.Size is not { } size || size > rest.Length - length)
            throw _parent.Malformed($"element 0x{header.Id:X} in it is longer than what holds it.");
        Whole = rest[..(length + (int)size)];
        Current = new Element(header.Id, header.Body, Whole[length..]);
        _position += Whole.Length;
        return true;
    }
}
