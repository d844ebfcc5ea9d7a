using System.Buffers.Binary;

namespace VideoPipeline.Tests.Containers.MpegTs;

/// <summary>A transport stream of 188-byte packets that tests can modify.</summary>
internal sealed class MpegTsFile(byte[] bytes)
{
    /// <summary>The PID that ffmpeg's muxer assigns to the first stream.</summary>
    public const int VideoPid = 0x100;

    /// <summary>The PID that ffmpeg's muxer assigns to the PMT of the first program.</summary>
    public const int PmtPid = 0x1000;

    private const int PacketBytes = 188;
    private const int HeaderBytes = 4;
    private const int PesHeaderBytes = 9;

    /// <summary>The packets. Can be modified.</summary>
    public List<byte[]> Packets { get; } = [.. bytes.Chunk(PacketBytes)];

    public byte[] ToArray() => [.. Packets.SelectMany(packet => packet)];

    /// <summary>Returns the indexes of the packets with a PID.</summary>
    public int[] FindPackets(int pid) => [.. Enumerable.Range(0, Packets.Count).Where(packet => Pid(Packets[packet]) == pid)];

    /// <summary>
    /// Returns a file with only the program tables and the first stream, whose PES packets <paramref name="change"/> modifies.
    /// </summary>
    public byte[] WithVideo(Func<List<byte[]>, IEnumerable<byte[]>> change)
    {
        var video = new List<byte[]>();
        foreach (var packet in FindPackets(VideoPid).Select(index => Packets[index]))
        {
            var payload = packet.AsSpan(PayloadOffset(packet)).ToArray();
            if ((packet[1] & 0x40) != 0) video.Add(payload);
            else video[^1] = [.. video[^1], .. payload];
        }
        var file = new MpegTsFile([]);
        file.Packets.AddRange(Packets.Where(packet => Pid(packet) is 0 or PmtPid).Take(2));
        var continuity = 0;
        foreach (var pes in change(video)) file.Append(pes, ref continuity);
        return file.ToArray();
    }

    /// <summary>Returns the payload of a PES packet.</summary>
    public static Span<byte> Content(byte[] pes) => pes.AsSpan(PesHeaderBytes + pes[8]);

    /// <summary>
    /// Returns a PES packet with the header of <paramref name="pes"/>, without a declared length, and another payload.
    /// </summary>
    public static byte[] WithContent(byte[] pes, byte[] content)
    {
        byte[] changed = [.. pes.AsSpan(0, pes.Length - Content(pes).Length), .. content];
        changed.AsSpan(4, 2).Clear();
        return changed;
    }

    private void Append(byte[] pes, ref int continuity)
    {
        for (var offset = 0; offset < pes.Length;)
        {
            var packet = new byte[PacketBytes];
            var count = Math.Min(PacketBytes - HeaderBytes, pes.Length - offset);
            // An adaptation field with stuffing fills the packet.
            var stuffing = PacketBytes - HeaderBytes - count;
            packet[0] = 0x47;
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(1), (ushort)(VideoPid | (offset == 0 ? 0x4000 : 0)));
            packet[3] = (byte)((stuffing > 0 ? 0x30 : 0x10) | continuity++ & 0x0F);
            if (stuffing > 0) packet[4] = (byte)(stuffing - 1);
            if (stuffing > 2) packet.AsSpan(6, stuffing - 2).Fill(0xFF);
            pes.AsSpan(offset, count).CopyTo(packet.AsSpan(PacketBytes - count));
            Packets.Add(packet);
            offset += count;
        }
    }

    private static int Pid(byte[] packet) => BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(1)) & 0x1FFF;

    private static int PayloadOffset(byte[] packet) => (packet[3] & 0x20) != 0 ? HeaderBytes + 1 + packet[4] : HeaderBytes;
}
