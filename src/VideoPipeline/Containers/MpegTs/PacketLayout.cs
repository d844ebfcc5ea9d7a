namespace VideoPipeline.Containers.MpegTs;

/// <summary>How the packets of a transport stream lie in a file.</summary>
/// <param name="Stride">Bytes from one packet to the next: 188, 192 with a time code in front (M2TS, BDAV), or 204 with a check sum behind.</param>
/// <param name="SyncAt">Bytes in front of each packet.</param>
public readonly record struct PacketLayout(int Stride, int SyncAt)
{
    /// <summary>Files of fewer packets are left to ffmpeg's own guess.</summary>
    public const int FewestPackets = 10;

    /// <summary>The largest <see cref="Stride"/> there is.</summary>
    public const int LargestStride = 204;

    private static readonly PacketLayout[] s_known = [new(TsPacket.Bytes, 0), new(192, 4), new(LargestStride, 0)];

    /// <summary>The layout of a file that begins with <paramref name="head"/>; null where it is no transport stream.</summary>
    public static PacketLayout? Detect(ReadOnlySpan<byte> head)
    {
        foreach (var layout in s_known)
            if (layout.Fits(head)) return layout;
        return null;
    }

    private bool Fits(ReadOnlySpan<byte> head)
    {
        // ffmpeg takes the first byte that looks like one for the beginning of a packet.
        if (head.Length < FewestPackets * Stride || head[..SyncAt].Contains(TsPacket.Sync)) return false;
        for (var packet = 0; packet < FewestPackets; packet++)
            if (head[(packet * Stride) + SyncAt] != TsPacket.Sync) return false;
        return true;
    }
}
