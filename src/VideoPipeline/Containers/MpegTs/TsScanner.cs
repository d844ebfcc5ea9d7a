using System.Buffers;
using VideoPipeline.Containers.MpegTs.Streams;
using VideoPipeline.Errors;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>One pass over the packets of a transport stream, from the first to the last; memory for the tables and one sample.</summary>
/// <param name="layout">How the packets lie.</param>
/// <param name="name">What the file is called in messages.</param>
internal sealed class TsScanner(PacketLayout layout, string name)
{
    /// <summary>As far as ffmpeg looks for the program tables before it begins anew (its <c>probesize</c>).</summary>
    private const int TablesWithin = 5_000_000;

    // A sample is taken out of its packets in memory.
    private const int LargestSample = 32 << 20;
    private const int LargestStretch = 2 * LargestSample;
    private const int NoPacket = -1;

    private readonly ProgramTables _tables = new();
    private readonly bool[] _seen = new bool[TsPacket.Pids];
    private readonly Dictionary<int, long> _firstTimes = [];
    private readonly ArrayBufferWriter<byte> _pes = new();
    private long _pesOffset;
    private int _continuity = NoPacket;
    private bool _scrambled;

    /// <summary>The video stream; null as long as no table has told of one.</summary>
    public TsElement? Video => _tables.Video;

    /// <summary>How many streams come before <see cref="Video"/>.</summary>
    public int VideoStream => _tables.VideoStream;

    /// <summary>The video's samples so far; null before the first.</summary>
    public TsSamples? Samples { get; private set; }

    /// <summary>The position after the last packet of the video.</summary>
    public long End { get; private set; }

    /// <summary>The first time stamp of each stream of the video's program: one of them is the first that ffmpeg sees.</summary>
    public IEnumerable<long> FirstTimes => _tables.ProgramPids.Where(_firstTimes.ContainsKey).Select(pid => _firstTimes[pid]);

    /// <summary>Takes the next packet.</summary>
    /// <param name="offset">Where in the file what <see cref="PacketLayout"/> calls a packet begins.</param>
    /// <param name="bytes">All of it.</param>
    /// <exception cref="UnprovenTimelineException">The video cannot be proven.</exception>
    /// <exception cref="UnsupportedVideoException">The video is encrypted.</exception>
    public void Read(long offset, ReadOnlySpan<byte> bytes)
    {
        var packet = new TsPacket(bytes.Slice(layout.SyncAt, TsPacket.Bytes));
        if (!packet.HasSync) throw new UnprovenTimelineException($"what is at byte {offset} is no packet");
        if (_tables.Read(packet)) return;
        if (Video is null)
        {
            _seen[packet.Pid] = true;
            if (offset > TablesWithin) throw new UnprovenTimelineException("its program tables come too late");
        }
        else if (packet.Pid == Video.Pid)
        {
            ReadVideo(offset, packet);
        }
        NoteFirstTime(packet);
    }

    /// <summary>There are no more packets: the last sample is complete.</summary>
    public void Finish()
    {
        if (_scrambled)
            throw new UnsupportedVideoException($"{name}: its video is scrambled. Give a recording without conditional access.");
        EndPes();
    }

    private void ReadVideo(long offset, TsPacket packet)
    {
        if (_seen[packet.Pid]) throw new UnprovenTimelineException("its program tables come after its first frames");
        if (packet.IsDamaged || !packet.IsWellFormed) throw new UnprovenTimelineException($"the packet at byte {offset} is damaged");
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
            if (Samples is not null && offset - _pesOffset > LargestStretch) throw new UnprovenTimelineException("its frames lie further apart than 64 MB");
            _pesOffset = offset;
        }
        else if (_pes.WrittenCount == 0 && !packet.Payload.IsEmpty)
        {
            throw new UnprovenTimelineException("it begins amid a frame");
        }
        _pes.Write(packet.Payload);
        if (_pes.WrittenCount > LargestSample) throw new UnprovenTimelineException("a sample of it is larger than 32 MB");
    }

    private void CheckContinuity(long offset, TsPacket packet)
    {
        if (_continuity != NoPacket)
        {
            if (packet.IsDiscontinuous) throw new UnprovenTimelineException($"it is discontinuous at byte {offset}");
            var expected = packet.HasPayload ? (_continuity + 1) & 0x0F : _continuity;
            if (packet.Continuity != expected) throw new UnprovenTimelineException($"packets are missing at byte {offset}");
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

    private void NoteFirstTime(TsPacket packet)
    {
        if (!packet.StartsUnit || _firstTimes.ContainsKey(packet.Pid)) return;
        if (PesHeader.Parse(packet.Payload) is { Dts: { } time }) _firstTimes.Add(packet.Pid, time);
    }
}
