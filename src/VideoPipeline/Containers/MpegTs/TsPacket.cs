using System.Buffers.Binary;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>A transport stream packet (ISO/IEC 13818-1, 2.4.3.2).</summary>
/// <param name="bytes">The packet, which has <see cref="Length"/> bytes.</param>
internal readonly ref struct TsPacket(ReadOnlySpan<byte> bytes)
{
    public const int Length = 188;
    public const byte SyncByte = 0x47;
    public const int PidCount = 1 << 13;
    private const int HeaderBytes = 4;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public bool HasSync => _bytes[0] == SyncByte;

    /// <summary><c>transport_error_indicator</c>: the receiver detected a transmission error.</summary>
    public bool HasTransportError => (_bytes[1] & 0x80) != 0;

    /// <summary><c>payload_unit_start_indicator</c>: whether a PES packet or section starts in this packet.</summary>
    public bool StartsUnit => (_bytes[1] & 0x40) != 0;

    public int Pid => BinaryPrimitives.ReadUInt16BigEndian(_bytes[1..]) & 0x1FFF;

    public bool IsScrambled => (_bytes[3] & 0xC0) != 0;

    public bool HasPayload => (_bytes[3] & 0x10) != 0;

    public int Continuity => _bytes[3] & 0x0F;

    public bool IsDiscontinuous => HasAdaptation && _bytes[HeaderBytes] > 0 && (_bytes[HeaderBytes + 1] & 0x80) != 0;

    /// <summary>Whether it has an adaptation field or a payload, and the adaptation field fits into the packet.</summary>
    public bool IsWellFormed => (HasAdaptation || HasPayload) && PayloadOffset <= Length;

    public ReadOnlySpan<byte> Payload => HasPayload && PayloadOffset < Length ? _bytes[PayloadOffset..] : default;

    private bool HasAdaptation => (_bytes[3] & 0x20) != 0;

    private int PayloadOffset => HasAdaptation ? HeaderBytes + 1 + _bytes[HeaderBytes] : HeaderBytes;
}
