using System.Buffers;
using VideoPipeline.Containers.MpegTs.Streams;
using VideoPipeline.Errors;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>
/// Scans the packets of a transport stream sequentially, in one pass. Needs memory for the sample table and one sample.
/// </summary>
/// <param name="layout">The layout of the packets.</param>
/// <param name="name">The display name of the file, for messages.</param>
internal sealed class TsScanner(PacketLayout layout, string name)
{
    /// <summary>The number of bytes in which ffmpeg searches for the program tables (its <c>probesize</c>).</summary>
    private const int ProbeBytes = 5_000_000;

    // Samples are extracted from their packets in memory.
    private const int MaxSampleBytes = 32 << 20;
    private const int MaxSampleSpan = 2 * MaxSampleBytes;
    private const int NoPacket = -1;

    private readonly ProgramTables _tables = new();
    private readonly bool[] _seen = new bool[TsPacket.PidCount];
    private readonly Dictionary<int, long> _firstTimestamps = [];
    private readonly ArrayBufferWriter<byte> _pes = new();
    private long _pesOffset;
    private int _continuity = NoPacket;
    private bool _scrambled;

    /// <summary>The video stream; null until a PMT describes one.</summary>
    public TsStreamEntry? Video => _tables.Video;

    /// <summary>ffmpeg's stream index of <see cref="Video"/>.</summary>
    public int VideoStream => _tables.VideoStream;

    /// <summary>The samples read so far; null before the first.</summary>
    public TsSamples? Samples { get; private set; }

    /// <summary>The position after the last packet of the video.</summary>
    public long End { get; private set; }

    /// <summary>
    /// The first time stamp of each stream in the video's program. One of them is ffmpeg's reference for the wrap-around.
    /// </summary>
    public IEnumerable<long> FirstTimestamps =>
        _tables.ProgramPids.Where(_firstTimestamps.ContainsKey).Select(pid => _firstTimestamps[pid]);

    /// <summary>Reads the next packet.</summary>
    /// <param name="offset">The file position of the packet, including the bytes before its sync byte.</param>
    /// <param name="bytes">The packet; <see cref="PacketLayout.Stride"/> bytes.</param>
    /// <exception cref="UnprovenTimelineException">The file leaves open which frames the video has.</exception>
    public void Read(long offset, ReadOnlySpan<byte> bytes)
    {
        var packet = new TsPacket(bytes.Slice(layout.SyncAt, TsPacket.Length));
        if (!packet.HasSync) throw new UnprovenTimelineException($"there is no TS packet at byte {offset}");
        if (_tables.Read(packet)) return;
        if (Video is null)
        {
            _seen[packet.Pid] = true;
            if (offset > ProbeBytes)
                throw new UnprovenTimelineException(
                    $"its program tables describe no video stream in the first {ProbeBytes} bytes");
        }
        else if (packet.Pid == Video.Pid)
        {
            ReadVideo(offset, packet);
        }
        RecordFirstTimestamp(packet);
    }

    /// <summary>Completes the last sample after the last packet.</summary>
    /// <exception cref="UnprovenTimelineException">The file leaves open which frames the video has.</exception>
    /// <exception cref="UnsupportedVideoException">The video is scrambled.</exception>
    public void Finish()
    {
        if (_scrambled)
            throw new UnsupportedVideoException($"{name}: the video is scrambled. Use a recording without conditional access.");
        EndPes();
    }

    private void ReadVideo(long offset, TsPacket packet)
    {
        if (_seen[packet.Pid]) throw new UnprovenTimelineException("its program tables come after its first frames");
        if (packet.HasTransportError || !packet.IsWellFormed)
            throw new UnprovenTimelineException($"the TS packet at byte {offset} is damaged");
        if (packet.IsScrambled && _continuity == NoPacket)
        {
            _scrambled = true;
            return;
        }
        if (packet.IsScrambled || _scrambled) throw new UnprovenTimelineException("it is partly scrambled");
        CheckContinuity(offset, packet);
        End = offset + layout.Stride;
        if (packet.StartsUnit)
        {
            EndPes();
            if (Samples is not null && offset - _pesOffset > MaxSampleSpan)
                throw new UnprovenTimelineException("some of its frames are more than 64 MiB apart");
            _pesOffset = offset;
        }
        else if (_pes.WrittenCount == 0 && !packet.Payload.IsEmpty)
        {
            throw new UnprovenTimelineException("it starts in the middle of a frame");
        }
        _pes.Write(packet.Payload);
        if (_pes.WrittenCount > MaxSampleBytes) throw new UnprovenTimelineException("one of its samples is larger than 32 MiB");
    }

    private void CheckContinuity(long offset, TsPacket packet)
    {
        if (_continuity != NoPacket)
        {
            if (packet.IsDiscontinuous) throw new UnprovenTimelineException($"it has a discontinuity at byte {offset}");
            var expected = packet.HasPayload ? (_continuity + 1) & 0x0F : _continuity;
            if (packet.Continuity != expected) throw new UnprovenTimelineException($"TS packets are missing at byte {offset}");
        }
        _continuity = packet.Continuity;
    }

    private void EndPes()
    {
        if (_pes.WrittenCount == 0) return;
        Samples ??= new TsSamples(ElementaryStream.Of(Video!.Type) ?? throw new UnprovenTimelineException("its video is MPEG-1"));
        Samples.Add(_pesOffset, _pes.WrittenSpan);
        _pes.ResetWrittenCount();
    }

    private void RecordFirstTimestamp(TsPacket packet)
    {
        if (!packet.StartsUnit || _firstTimestamps.ContainsKey(packet.Pid)) return;
        if (PesHeader.Parse(packet.Payload) is { Dts: { } time }) _firstTimestamps.Add(packet.Pid, time);
    }
}
