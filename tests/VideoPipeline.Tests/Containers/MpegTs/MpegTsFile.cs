using System.Buffers.Binary;

namespace VideoPipeline.Tests.Containers.MpegTs;

/// <summary>A transport stream of 188-byte packets that a test takes apart and puts together otherwise.</summary>
internal sealed class MpegTsFile(byte[] bytes)
{
    /// <summary>The PID that ffmpeg gives the first stream.</summary>
    public const int FirstPid = 0x100;

    /// <summary>The PID that ffmpeg gives the first program's table.</summary>
    public const int MapPid = 0x1000;

    private const int PacketBytes = 188;
    private const int HeaderBytes = 4;
    private const int PesHeaderBytes = 9;

    /// <summary>The packets, each of which may be changed.</summary>
    public List<byte[]> Packets { get; } = [.. bytes.Chunk(PacketBytes)];

    public byte[] ToArray() => [.. Packets.SelectMany(packet => packet)];

    /// <summary>Where in <see cref="Packets"/> those of a PID are.</summary>
    public int[] Of(int pid) => [.. Enumerable.Range(0, Packets.Count).Where(at => Pid(Packets[at]) == pid)];

    /// <summary>The file with other PES packets of the first stream in the place of its own; other streams but the tables are left out.</summary>
    public byte[] WithVideo(Func<List<byte[]>, IEnumerable<byte[]>> change)
    {
        var video = new List<byte[]>();
        foreach (var at in Of(FirstPid))
        {
            var payload = Packets[at].AsSpan(PayloadAt(Packets[at])).ToArray();
            if ((Packets[at][1] & 0x40) != 0) video.Add(payload);
            else video[^1] = [.. video[^1], .. payload];
        }
        var file = new MpegTsFile([]);
        file.Packets.AddRange(Packets.Where(packet => Pid(packet) is 0 or MapPid).Take(2));
        var continuity = 0;
        foreach (var pes in change(video)) file.Append(pes, ref continuity);
        return file.ToArray();
    }

    /// <summary>What a PES packet holds.</summary>
    public static Span<byte> Content(byte[] pes) => pes.AsSpan(PesHeaderBytes + pes[8]);

    /// <summary>A PES packet with the header of <paramref name="pes"/>, of unstated length, and other content.</summary>
    public static byte[] WithContent(byte[] pes, byte[] content)
    {
        byte[] changed = [.. pes.AsSpan(0, pes.Length - Content(pes).Length), .. content];
        changed.AsSpan(4, 2).Clear();
        return changed;
    }

    private void Append(byte[] pes, ref int continuity)
    {
        for (var at = 0; at < pes.Length;)
        {
            var packet = new byte[PacketBytes];
            var count = Math.Min(PacketBytes - HeaderBytes, pes.Length - at);
            // Fewer bytes than fit are preceded by an adaptation field of stuffing.
            var stuffing = PacketBytes - HeaderBytes - count;
            packet[0] = 0x47;
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(1), (ushort)(FirstPid | (at == 0 ? 0x4000 : 0)));
            packet[3] = (byte)((stuffing > 0 ? 0x30 : 0x10) | continuity++ & 0x0F);
            if (stuffing > 0) packet[4] = (byte)(stuffing - 1);
            if (stuffing > 2) packet.AsSpan(6, stuffing - 2).Fill(0xFF);
            pes.AsSpan(at, count).CopyTo(packet.AsSpan(PacketBytes - count));
            Packets.Add(packet);
            at += count;
        }
    }

    private static int Pid(byte[] packet) => BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(1)) & 0x1FFF;

    private static int PayloadAt(byte[] packet) => (packet[3] & 0x20) != 0 ? HeaderBytes + 1 + packet[4] : HeaderBytes;
}
