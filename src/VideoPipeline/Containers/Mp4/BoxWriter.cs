using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace VideoPipeline.Containers.Mp4;

/// <summary>Writes nested boxes and fills in their sizes.</summary>
internal sealed class BoxWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly List<(int Position, int Size)> _sizes = [];

    public int Length => _bytes.WrittenCount;

    /// <summary>Writes a box; <paramref name="content"/> writes its body.</summary>
    public BoxWriter Box(string type, Action<BoxWriter> content)
    {
        var start = Length;
        U32(0).Text(type);
        content(this);
        _sizes.Add((start, Length - start));
        return this;
    }

    /// <summary>Writes a full box: a box whose body starts with a version and flags.</summary>
    public BoxWriter FullBox(string type, byte version, uint flags, Action<BoxWriter> content) =>
        Box(type, box => content(box.U32((uint)version << 24 | flags)));

    public BoxWriter U16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.GetSpan(2), value);
        _bytes.Advance(2);
        return this;
    }

    public BoxWriter U32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
        return this;
    }

    public BoxWriter I32(int value) => U32(unchecked((uint)value));

    public BoxWriter I64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
        return this;
    }

    public BoxWriter Text(string latin1) => Raw(Encoding.Latin1.GetBytes(latin1));

    public BoxWriter Zeros(int count)
    {
        _bytes.GetSpan(count)[..count].Clear();
        _bytes.Advance(count);
        return this;
    }

    public BoxWriter Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Returns the written bytes, with the sizes of the boxes filled in.</summary>
    public byte[] ToArray()
    {
        var bytes = _bytes.WrittenSpan.ToArray();
        foreach (var (position, size) in _sizes) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(position), size);
        return bytes;
    }
}
