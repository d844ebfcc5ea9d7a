using System.Buffers.Binary;
using VideoPipeline.Containers.MpegTs.Streams;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>Puts the sections of a table (ISO/IEC 13818-1, 2.4.4) together out of the packets of its PID.</summary>
internal sealed class SectionReader
{
    /// <summary>Of the program tables; <c>section_length</c> is limited to 1021 (2.4.4.3, 2.4.4.8).</summary>
    private const int MostBytes = 1024;
    private const int PrefixBytes = 3;
    private const byte Stuffing = 0xFF;

    private readonly byte[] _section = new byte[MostBytes];
    private int _length;
    private bool _started;
    private int _continuity = -1;

    /// <summary>Takes a packet in.</summary>
    /// <param name="packet">One of this table's PID.</param>
    /// <param name="take">Called with each section that is complete, from its table number to its check sum.</param>
    /// <exception cref="UnprovenTimelineException">A part is missing or damaged.</exception>
    public void Read(TsPacket packet, SectionAction take)
    {
        if (packet.IsDamaged || packet.IsScrambled || !packet.IsWellFormed) throw new UnprovenTimelineException("its program tables are damaged");
        var payload = packet.Payload;
        if (payload.IsEmpty) return;
        if (_continuity >= 0 && packet.Continuity != ((_continuity + 1) & 0x0F)) throw new UnprovenTimelineException("packets of its program tables are missing");
        _continuity = packet.Continuity;
        if (packet.StartsUnit)
        {
            var start = 1 + payload[0];
            if (start > payload.Length) throw new UnprovenTimelineException("its program tables are damaged");
            Append(payload[1..start], take);
            payload = payload[start..];
            (_length, _started) = (0, true);
        }
        Append(payload, take);
    }

    private void Append(ReadOnlySpan<byte> bytes, SectionAction take)
    {
        while (_started && !bytes.IsEmpty)
        {
            if (_length == 0 && bytes[0] == Stuffing)
            {
                _started = false;
                return;
            }
            var wanted = _length < PrefixBytes ? PrefixBytes : Whole;
            var count = Math.Min(wanted - _length, bytes.Length);
            bytes[..count].CopyTo(_section.AsSpan(_length));
            bytes = bytes[count..];
            _length += count;
            if (_length < PrefixBytes) return;
            if (Whole > MostBytes) throw new UnprovenTimelineException("its program tables are damaged");
            if (_length < Whole) continue;
            Complete(take);
            _length = 0;
        }
    }

    private int Whole => PrefixBytes + (BinaryPrimitives.ReadUInt16BigEndian(_section.AsSpan(1)) & 0x0FFF);

    private void Complete(SectionAction take)
    {
        var section = _section.AsSpan(0, _length);
        if (SectionChecksum.Of(section) != 0) throw new UnprovenTimelineException("the check sum of a program table is wrong");
        take(section);
    }
}

/// <summary>Takes a section.</summary>
internal delegate void SectionAction(ReadOnlySpan<byte> section);
