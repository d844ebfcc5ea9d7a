using VideoPipeline.Containers.MpegTs.Streams;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>
/// Tracks the PAT and PMTs of a transport stream, and finds the stream that is the first video stream in ffmpeg. ffmpeg numbers
/// streams in the order in which their PMTs arrive.
/// </summary>
internal sealed class ProgramTables
{
    private static readonly int[] s_videoTypes = [0x01, 0x02, 0x1B, 0x24];

    // MPEG-1, MPEG-2, AAC (ADTS and LATM) and AC-3. ffmpeg probes the content of streams of other types.
    private static readonly int[] s_audioTypes = [0x03, 0x04, 0x0F, 0x11, 0x81];

    private readonly SectionReader _pat = new();
    private readonly Dictionary<int, (SectionReader Sections, int Program)> _pmts = [];
    private readonly Dictionary<int, List<TsStreamEntry>> _elements = [];
    private List<TsProgram>? _programs;
    private int _streams;

    /// <summary>The first video stream; null until a PMT describes one.</summary>
    public TsStreamEntry? Video { get; private set; }

    /// <summary>ffmpeg's stream index of <see cref="Video"/>.</summary>
    public int VideoStream { get; private set; }

    /// <summary>The PIDs of the streams in the program of <see cref="Video"/>.</summary>
    public IEnumerable<int> ProgramPids =>
        _elements.Values.FirstOrDefault(elements => elements.Contains(Video!))?.Select(element => element.Pid) ?? [];

    /// <summary>Reads a packet if it belongs to a PAT or PMT.</summary>
    /// <returns>Whether the packet belongs to a PAT or PMT.</returns>
    /// <exception cref="UnprovenTimelineException">
    /// The tables leave open which stream is the first video stream, or it changes.
    /// </exception>
    public bool Read(TsPacket packet)
    {
        if (packet.Pid == 0)
        {
            _pat.Read(packet, ReadPat);
            return true;
        }
        if (!_pmts.TryGetValue(packet.Pid, out var pmt)) return false;
        pmt.Sections.Read(packet, section => ReadPmt(section, pmt.Program));
        return true;
    }

    private void ReadPat(ReadOnlySpan<byte> section)
    {
        if (ProgramSections.ParsePat(section) is not { } programs) return;
        if (_programs is not null)
        {
            if (!_programs.SequenceEqual(programs)) throw new UnprovenTimelineException("its programs change within the file");
            return;
        }
        _programs = programs;
        foreach (var program in programs)
            if (!_pmts.TryAdd(program.PmtPid, (new SectionReader(), program.Number)))
                throw new UnprovenTimelineException("several of its programs have the same PMT PID");
    }

    private void ReadPmt(ReadOnlySpan<byte> section, int program)
    {
        if (ProgramSections.ParsePmt(section, program) is not { } elements) return;
        if (_elements.TryGetValue(program, out var previous))
        {
            if (previous.SequenceEqual(elements)) return;
            if (previous.Contains(Video!) && !elements.Contains(Video!))
                throw new UnprovenTimelineException("its video stream changes within the file");
        }
        _elements[program] = elements;
        var pids = _elements.Values.SelectMany(all => all).Select(element => element.Pid).ToArray();
        if (pids.Distinct().Count() < pids.Length)
            throw new UnprovenTimelineException("several of its programs share an elementary stream");
        if (previous is not null) return;
        if (Video is null) FindVideo(elements);
        _streams += elements.Count;
    }

    private void FindVideo(List<TsStreamEntry> elements)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            if (s_audioTypes.Contains(elements[i].Type)) continue;
            if (!s_videoTypes.Contains(elements[i].Type))
                throw new UnprovenTimelineException(
                    $"its first stream that is not audio has the unsupported stream type 0x{elements[i].Type:X2}");
            (Video, VideoStream) = (elements[i], _streams + i);
            return;
        }
    }
}
