using System.Buffers.Binary;
using VideoPipeline.Containers.MpegTs;
using VideoPipeline.Containers.MpegTs.Streams;
using Xunit;

namespace VideoPipeline.Tests.Containers.MpegTs;

/// <summary>Finding the first video stream from the PAT and PMTs.</summary>
public sealed class MpegTsTablesTests
{
    private const int H264 = 0x1B;
    private const int Aac = 0x0F;
    private const int Private = 0x06;

    private readonly ProgramTables _tables = new();
    private readonly Dictionary<int, int> _continuity = [];

    [Fact]
    public void Read_AudioBeforeVideo_CountsAudioStream()
    {
        Send(0, Programs((1, 0x20)));
        Send(0x20, Map(1, (Aac, 0x50, 0), (H264, 0x51, 0)));
        Assert.Equal((0x51, H264, 1), (_tables.Video!.Pid, _tables.Video.Type, _tables.VideoStream));
        Assert.Equal([0x50, 0x51], _tables.ProgramPids);
    }

    [Theory]
    [InlineData(170)]
    [InlineData(184)]
    [InlineData(900)]
    public void Read_SectionInSeveralPackets_IsReassembled(int descriptorBytes)
    {
        Send(0, Programs((1, 0x20)));
        Send(0x20, Map(1, (Aac, 0x50, descriptorBytes), (H264, 0x51, 0)));
        Assert.Equal(0x51, _tables.Video!.Pid);
    }

    [Fact]
    public void Read_SeveralSectionsInOnePacket_ReadsAll()
    {
        Send(0, Programs((1, 0x20)));
        Send(0x20, [.. Section(0x4A, 7, []), .. Map(1, (H264, 0x51, 0))]);
        Assert.Equal(0x51, _tables.Video!.Pid);
    }

    [Fact]
    public void Read_SeveralPrograms_NumbersStreamsInOrderOfArrival()
    {
        Send(0, Programs((1, 0x20), (2, 0x30)));
        Send(0x30, Map(2, (Aac, 0x60, 0)));
        Send(0x20, Map(1, (Aac, 0x50, 0), (H264, 0x51, 0)));
        Assert.Equal((0x51, 2), (_tables.Video!.Pid, _tables.VideoStream));
        Assert.Equal([0x50, 0x51], _tables.ProgramPids);
    }

    [Fact]
    public void Read_AudioAddedLater_VideoStaysTheSame()
    {
        Send(0, Programs((1, 0x20)));
        Send(0x20, Map(1, (H264, 0x51, 0)));
        Send(0x20, Map(1, (H264, 0x51, 0), (Aac, 0x50, 0)));
        Assert.Equal((0x51, 0), (_tables.Video!.Pid, _tables.VideoStream));
    }

    [Fact]
    public void Read_NextTable_IsNotYetApplicable()
    {
        var map = Map(1, (H264, 0x51, 0));
        map[5] &= 0xFE;
        BinaryPrimitives.WriteUInt32BigEndian(map.AsSpan(map.Length - 4), SectionChecksum.Compute(map.AsSpan(0, map.Length - 4)));
        Send(0, Programs((1, 0x20)));
        Send(0x20, map);
        Assert.Null(_tables.Video);
    }

    [Fact]
    public void Read_VideoStreamChanges_ThrowsUnproven()
    {
        Send(0, Programs((1, 0x20)));
        Send(0x20, Map(1, (H264, 0x51, 0)));
        AssertUnproven("video stream changes", 0x20, Map(1, (0x24, 0x51, 0)));
    }

    [Fact]
    public void Read_ProgramsChange_ThrowsUnproven()
    {
        Send(0, Programs((1, 0x20)));
        AssertUnproven("programs change", 0, Programs((1, 0x21)));
    }

    [Fact]
    public void Read_StreamInTwoPrograms_ThrowsUnproven()
    {
        Send(0, Programs((1, 0x20), (2, 0x30)));
        Send(0x20, Map(1, (H264, 0x51, 0)));
        AssertUnproven("share an elementary stream", 0x30, Map(2, (H264, 0x51, 0)));
    }

    // ffmpeg probes the content of private streams, so it may find video there.
    [Fact]
    public void Read_PrivateStreamBeforeVideo_ThrowsUnproven()
    {
        Send(0, Programs((1, 0x20)));
        AssertUnproven("0x06", 0x20, Map(1, (Private, 0x50, 0), (H264, 0x51, 0)));
    }

    [Fact]
    public void Read_DescriptorsBeyondTheSection_ThrowsUnproven()
    {
        var map = Map(1, (H264, 0x51, 4));
        map[16] = 200; // ES_info_length
        BinaryPrimitives.WriteUInt32BigEndian(map.AsSpan(map.Length - 4), SectionChecksum.Compute(map.AsSpan(0, map.Length - 4)));
        Send(0, Programs((1, 0x20)));
        AssertUnproven("damaged", 0x20, map);
    }

    private void AssertUnproven(string reason, int pid, byte[] sections) =>
        Assert.Contains(
            reason, Assert.Throws<UnprovenTimelineException>(() => Send(pid, sections)).Message, StringComparison.Ordinal);

    private void Send(int pid, byte[] sections)
    {
        byte[] rest = [0, .. sections];
        for (var at = 0; at < rest.Length; at += 184)
        {
            var packet = new byte[188];
            var continuity = _continuity[pid] = _continuity.GetValueOrDefault(pid, -1) + 1;
            packet.AsSpan(4).Fill(0xFF);
            (packet[0], packet[3]) = (0x47, (byte)(0x10 | continuity & 0x0F));
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(1), (ushort)(pid | (at == 0 ? 0x4000 : 0)));
            rest.AsSpan(at, Math.Min(184, rest.Length - at)).CopyTo(packet.AsSpan(4));
            Assert.True(_tables.Read(new TsPacket(packet)));
        }
    }

    private static byte[] Programs(params (int Number, int Pid)[] programs) =>
        Section(0, 1, [.. programs.SelectMany(program => Word(program.Number).Concat(Word(0xE000 | program.Pid)))]);

    private static byte[] Map(int program, params (int Type, int Pid, int DescriptorBytes)[] streams) =>
        Section(2, program,
        [
            .. Word(0xE000 | streams[0].Pid), .. Word(0xF000),
            .. streams.SelectMany(stream => (byte[])
            [
                (byte)stream.Type, .. Word(0xE000 | stream.Pid),
                .. Word(0xF000 | stream.DescriptorBytes), .. new byte[stream.DescriptorBytes],
            ]),
        ]);

    private static byte[] Section(int table, int number, byte[] body)
    {
        byte[] section = [(byte)table, .. Word(0xB000 | (body.Length + 9)), .. Word(number), 0xC1, 0, 0, .. body];
        var checksum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, SectionChecksum.Compute(section));
        return [.. section, .. checksum];
    }

    private static byte[] Word(int value) => [(byte)(value >> 8), (byte)value];
}
