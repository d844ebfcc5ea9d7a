using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace VideoPipeline.Containers.Matroska;

/// <summary>Writes elements; those that hold others are written inside out.</summary>
internal sealed class ElementWriter
{
    private const int SizeBytes = 8;
    private const byte EightByteSize = 0x01;
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    /// <summary>Bytes of the header that <see cref="Header"/> writes.</summary>
    public static int HeaderBytes(uint id) => sizeof(uint) - (BitOperations.LeadingZeroCount(id) / 8) + SizeBytes;

    /// <summary>Bytes of the element that <see cref="Unsigned"/> writes.</summary>
    public static int UnsignedBytes(uint id) => HeaderBytes(id) + sizeof(long);

    /// <summary>An element whose body is known.</summary>
    public ElementWriter Element(uint id, ReadOnlySpan<byte> body)
    {
        Header(id, body.Length);
        _bytes.Write(body);
        return this;
    }

    /// <summary>An unsigned integer, in eight bytes.</summary>
    public ElementWriter Unsigned(uint id, long value)
    {
        Span<byte> body = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(body, value);
        return Element(id, body);
    }

    public ElementWriter Text(uint id, string ascii) => Element(id, Encoding.ASCII.GetBytes(ascii));

    /// <summary>An element of others.</summary>
    public ElementWriter Element(uint id, Action<ElementWriter> content)
    {
        var inner = new ElementWriter();
        content(inner);
        return Element(id, inner.Written.Span);
    }

    /// <summary>ID and size; the body is for others to write.</summary>
    /// <param name="id">The element.</param>
    /// <param name="size">Bytes of its body; null where that is unknown.</param>
    public ElementWriter Header(uint id, long? size)
    {
        Span<byte> header = stackalloc byte[sizeof(uint) + SizeBytes];
        BinaryPrimitives.WriteUInt32BigEndian(header, id);
        BinaryPrimitives.WriteInt64BigEndian(header[sizeof(uint)..], size ?? -1);
        header[sizeof(uint)] = EightByteSize;
        _bytes.Write(header[^HeaderBytes(id)..]);
        return this;
    }

    public ElementWriter Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public void Clear() => _bytes.ResetWrittenCount();
}
