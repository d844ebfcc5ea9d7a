namespace VideoPipeline.Containers.MpegTs;

/// <summary>The layout of the packets of a transport stream in a file.</summary>
/// <param name="Stride">
/// The number of bytes from one packet to the next: 188, 192 with a leading time code (M2TS, BDAV), or 204 with trailing error
/// correction data.
/// </param>
/// <param name="SyncAt">The number of bytes before the sync byte of each packet.</param>
internal readonly record struct PacketLayout(int Stride, int SyncAt)
{
    /// <summary>The number of packets needed to detect a transport stream. Shorter files are indexed by ffprobe.</summary>
    public const int MinPackets = 10;

    /// <summary>The largest <see cref="Stride"/>.</summary>
    public const int MaxStride = 204;

    private static readonly PacketLayout[] s_known = [new(TsPacket.Length, 0), new(192, 4), new(MaxStride, 0)];

    /// <summary>Detects the layout of a file from its first bytes. Returns null if it is not a transport stream.</summary>
    public static PacketLayout? Detect(ReadOnlySpan<byte> head)
    {
        foreach (var layout in s_known)
            if (layout.Matches(head)) return layout;
        return null;
    }

    private bool Matches(ReadOnlySpan<byte> head)
    {
        // ffmpeg treats the first byte with the value of the sync byte as the start of a packet.
        if (head.Length < MinPackets * Stride || head[..SyncAt].Contains(TsPacket.SyncByte)) return false;
        for (var packet = 0; packet < MinPackets; packet++)
            if (head[(packet * Stride) + SyncAt] != TsPacket.SyncByte) return false;
        return true;
    }
}
