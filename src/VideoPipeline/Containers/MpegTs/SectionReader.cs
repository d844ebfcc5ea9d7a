using System.Buffers.Binary;
using VideoPipeline.Containers.MpegTs.Streams;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>Reassembles the sections of a table (ISO/IEC 13818-1, 2.4.4) from the packets of its PID.</summary>
internal sealed class SectionReader
{
    /// <summary>The maximum size of a PAT or PMT section; <c>section_length</c> is at most 1021 (2.4.4.3, 2.4.4.8).</summary>
    private const int MaxSectionBytes = 1024;
    private const int PrefixBytes = 3;
    private const byte Stuffing = 0xFF;

    private readonly byte[] _section = new byte[MaxSectionBytes];
    private int _length;
    private bool _started;
    private int _continuity = -1;

    /// <summary>Reads a packet.</summary>
    /// <param name="packet">A packet with this table's PID.</param>
    /// <param name="handle">Called for each complete section, from its table ID to its checksum.</param>
    /// <exception cref="UnprovenTimelineException">A packet is missing or damaged.</exception>
    public void Read(TsPacket packet, SectionAction handle)
    {
        if (packet.HasTransportError || packet.IsScrambled || !packet.IsWellFormed)
            throw new UnprovenTimelineException("its program tables (PAT or PMT) are damaged");
        var payload = packet.Payload;
        if (payload.IsEmpty) return;
        if (_continuity >= 0 && packet.Continuity != ((_continuity + 1) & 0x0F))
            throw new UnprovenTimelineException("packets of its program tables (PAT or PMT) are missing");
        _continuity = packet.Continuity;
        if (packet.StartsUnit)
        {
            var start = 1 + payload[0];
            if (start > payload.Length) throw new UnprovenTimelineException("its program tables (PAT or PMT) are damaged");
            Append(payload[1..start], handle);
            payload = payload[start..];
            (_length, _started) = (0, true);
        }
        Append(payload, handle);
    }

    private void Append(ReadOnlySpan<byte> bytes, SectionAction handle)
    {
        while (_started && !bytes.IsEmpty)
        {
            if (_length == 0 && bytes[0] == Stuffing)
            {
                _started = false;
                return;
            }
            var needed = _length < PrefixBytes ? PrefixBytes : SectionBytes;
            var count = Math.Min(needed - _length, bytes.Length);
            bytes[..count].CopyTo(_section.AsSpan(_length));
            bytes = bytes[count..];
            _length += count;
            if (_length < PrefixBytes) return;
            if (SectionBytes > MaxSectionBytes)
                throw new UnprovenTimelineException("its program tables (PAT or PMT) are damaged");
            if (_length < SectionBytes) continue;
            Complete(handle);
            _length = 0;
        }
    }

    private int SectionBytes => PrefixBytes + (BinaryPrimitives.ReadUInt16BigEndian(_section.AsSpan(1)) & 0x0FFF);

    private void Complete(SectionAction handle)
    {
        var section = _section.AsSpan(0, _length);
        if (SectionChecksum.Compute(section) != 0)
            throw new UnprovenTimelineException("the checksum of one of its program tables (PAT or PMT) is wrong");
        handle(section);
    }
}

/// <summary>Handles a complete section.</summary>
internal delegate void SectionAction(ReadOnlySpan<byte> section);
