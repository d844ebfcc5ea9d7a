using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace VideoPipeline.Containers.Matroska;

/// <summary>Writes EBML elements. Sizes always have 8 bytes.</summary>
internal sealed class ElementWriter
{
    private const int SizeBytes = 8;
    private const byte EightByteSize = 0x01;
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    /// <summary>The number of bytes that <see cref="Header"/> writes.</summary>
    public static int HeaderBytes(uint id) => sizeof(uint) - (BitOperations.LeadingZeroCount(id) / 8) + SizeBytes;

    /// <summary>The number of bytes that <see cref="Unsigned"/> writes.</summary>
    public static int UnsignedBytes(uint id) => HeaderBytes(id) + sizeof(long);

    /// <summary>Writes an element with the given body.</summary>
    public ElementWriter Element(uint id, ReadOnlySpan<byte> body)
    {
        Header(id, body.Length);
        _bytes.Write(body);
        return this;
    }

    /// <summary>Writes an unsigned integer element, with a body of 8 bytes.</summary>
    public ElementWriter Unsigned(uint id, long value)
    {
        Span<byte> body = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(body, value);
        return Element(id, body);
    }

    public ElementWriter Text(uint id, string ascii) => Element(id, Encoding.ASCII.GetBytes(ascii));

    /// <summary>Writes a master element; <paramref name="content"/> writes its child elements.</summary>
    public ElementWriter Element(uint id, Action<ElementWriter> content)
    {
        var inner = new ElementWriter();
        content(inner);
        return Element(id, inner.Written.Span);
    }

    /// <summary>Writes an element header: ID and size.</summary>
    /// <param name="id">The element ID.</param>
    /// <param name="size">The number of bytes of the body; null for an unknown size.</param>
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
