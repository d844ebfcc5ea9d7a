using System.Buffers.Binary;

namespace VideoPipeline.Containers.Mp4;

/// <summary>Reads the fields of a box one after the other, never past its end.</summary>
internal ref struct BoxReader(Box box)
{
    private readonly Box _box = box;
    private int _position;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _box.Body.Length - _position;

    public byte U8() => Bytes(1)[0];

    public int U16() => BinaryPrimitives.ReadUInt16BigEndian(Bytes(2));

    public uint U32() => BinaryPrimitives.ReadUInt32BigEndian(Bytes(4));

    public int I32() => BinaryPrimitives.ReadInt32BigEndian(Bytes(4));

    public long I64() => BinaryPrimitives.ReadInt64BigEndian(Bytes(8));

    /// <summary>A field that is 64 bits wide in version 1 of a box and 32 bits, unsigned, in version 0.</summary>
    public long Versioned(int version) => version == 1 ? I64() : U32();

    /// <summary>The version and the flags that a full box begins with.</summary>
    public (int Version, uint Flags) FullBox()
    {
        var both = U32();
        return ((int)(both >> 24), both & 0xFFFFFF);
    }

    /// <summary>A number of entries, checked against the bytes that are there for them.</summary>
    public int Count(int entryBytes)
    {
        var claimed = U32();
        return claimed <= (uint)(Remaining / entryBytes)
            ? (int)claimed
            : throw _box.Malformed($"it claims {claimed} entries of {entryBytes} bytes, but {Remaining} bytes are left in it.");
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > Remaining) throw _box.Malformed($"it ends after {_box.Body.Length} bytes, in the middle of a field.");
        var bytes = _box.Body.Slice(_position, count);
        _position += count;
        return bytes;
    }
}
