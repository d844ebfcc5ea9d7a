using System.Buffers.Binary;

namespace VideoPipeline.Containers.Mp4;

/// <summary>Reads the fields of a box sequentially, never beyond its end.</summary>
internal ref struct BoxReader(Box box)
{
    private readonly Box _box = box;
    private int _position;

    /// <summary>The number of unread bytes.</summary>
    public readonly int Remaining => _box.Body.Length - _position;

    public byte U8() => Bytes(1)[0];

    public int U16() => BinaryPrimitives.ReadUInt16BigEndian(Bytes(2));

    public uint U32() => BinaryPrimitives.ReadUInt32BigEndian(Bytes(4));

    public int I32() => BinaryPrimitives.ReadInt32BigEndian(Bytes(4));

    public long I64() => BinaryPrimitives.ReadInt64BigEndian(Bytes(8));

    /// <summary>Reads a field that has 64 bits in version 1 of a box, and 32 bits (unsigned) in version 0.</summary>
    public long Versioned(int version) => version == 1 ? I64() : U32();

    /// <summary>Reads the version and the flags of a full box.</summary>
    public (int Version, uint Flags) FullBox()
    {
        var field = U32();
        return ((int)(field >> 24), field & 0xFFFFFF);
    }

    /// <summary>Reads an entry count and checks it against the number of unread bytes.</summary>
    public int Count(int entryBytes)
    {
        var count = U32();
        return count <= (uint)(Remaining / entryBytes)
            ? (int)count
            : throw _box.Malformed($"it declares {count} entries of {entryBytes} bytes each, but only {Remaining} bytes follow.");
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > Remaining) throw _box.Malformed($"it ends in the middle of a field, after {_box.Body.Length} bytes.");
        var bytes = _box.Body.Slice(_position, count);
        _position += count;
        return bytes;
    }
}
