using System.Buffers.Binary;

namespace VideoPipeline.Decoding.Nut;

/// <summary>Reads bytes and the variable-length numbers of NUT from a forward-only stream, through a small buffer.</summary>
internal sealed class NutBytes(Stream stream)
{
    private readonly byte[] _buffer = new byte[4096];
    private int _next;
    private int _end;

    /// <summary>Reads the next byte; -1 at the end of the stream.</summary>
    public int ReadByteOrEnd()
    {
        if (_next == _end)
        {
            (_next, _end) = (0, stream.Read(_buffer));
            if (_end == 0) return -1;
        }
        return _buffer[_next++];
    }

    /// <summary>Reads the next byte.</summary>
    /// <exception cref="EndOfStreamException">The stream has ended.</exception>
    public byte ReadByte() => ReadByteOrEnd() is var value and >= 0 ? (byte)value : throw new EndOfStreamException();

    /// <summary>Fills <paramref name="destination"/>. Bytes that are not in the buffer are read directly into it.</summary>
    public void ReadExactly(Span<byte> destination)
    {
        var buffered = Math.Min(_end - _next, destination.Length);
        _buffer.AsSpan(_next, buffered).CopyTo(destination);
        _next += buffered;
        stream.ReadExactly(destination[buffered..]);
    }

    /// <summary>Skips <paramref name="count"/> bytes.</summary>
    public void Skip(long count)
    {
        while (count > 0)
        {
            if (_next == _end)
            {
                (_next, _end) = (0, stream.Read(_buffer));
                if (_end == 0) throw new EndOfStreamException();
            }
            var step = (int)Math.Min(count, _end - _next);
            _next += step;
            count -= step;
        }
    }

    /// <summary>Reads a big-endian number of eight bytes, the first of which has already been read.</summary>
    public ulong ReadUInt64After(byte first)
    {
        Span<byte> bytes = stackalloc byte[8];
        bytes[0] = first;
        ReadExactly(bytes[1..]);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    /// <summary>
    /// Reads NUT's type <c>v</c>: seven bits per byte, the most significant first; all bytes but the last have the top bit set.
    /// </summary>
    public long ReadUnsigned()
    {
        ulong value = 0;
        for (var bytes = 0; bytes < 10; bytes++)
        {
            var next = ReadByte();
            value = (value << 7) | (uint)(next & 0x7F);
            if (next >= 0x80) continue;
            return value <= long.MaxValue ? (long)value : throw new InvalidDataException("NUT: a number is too large.");
        }
        throw new InvalidDataException("NUT: a number has more than 10 bytes.");
    }

    /// <summary>Reads NUT's type <c>s</c>: 1, 2, 3, 4, … encode 1, -1, 2, -2, ….</summary>
    public long ReadSigned()
    {
        var value = ReadUnsigned() + 1;
        return (value & 1) != 0 ? -(value >> 1) : value >> 1;
    }
}
