using VideoPipeline.Containers.MpegTs.Streams;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>
/// Follows the program tables of a transport stream, and finds the video stream that ffmpeg calls the first: it counts streams as
/// their programs' tables arrive.
/// </summary>
internal sealed class ProgramTables
{
    private static readonly int[] s_videoTypes = [0x01, 0x02, 0x1B, 0x24];

    // MPEG-1, MPEG-2, AAC (ADTS and LATM) and AC-3. What a stream of any other type is, ffmpeg finds out from its content.
    private static readonly int[] s_audioTypes = [0x03, 0x04, 0x0F, 0x11, 0x81];

    private readonly SectionReader _association = new();
    private readonly Dictionary<int, (SectionReader Sections, int Program)> _maps = [];
    private readonly Dictionary<int, List<TsElement>> _elements = [];
    private List<TsProgram>? _programs;
    private int _streams;

    /// <summary>The first video stream; null as long as no table has told of one.</summary>
    public TsElement? Video { get; private set; }

    /// <summary>How many streams come before <see cref="Video"/>.</summary>
    public int VideoStream { get; private set; }

    /// <summary>The streams of the program that <see cref="Video"/> belongs to.</summary>
    public IEnumerable<int> ProgramPids => _elements.Values.FirstOrDefault(elements => elements.Contains(Video!))?.Select(element => element.Pid) ?? [];

    /// <summary>Takes a packet in, if it is one of a table.</summary>
    /// <returns>Whether it was.</returns>
    /// <exception cref="UnprovenTimelineException">The tables leave open which stream is the first video, or it changes.</exception>
    public bool Read(TsPacket packet)
    {
        if (packet.Pid == 0)
        {
            _association.Read(packet, TakePrograms);
            return true;
        }
        if (!_maps.TryGetValue(packet.Pid, out var map)) return false;
        map.Sections.Read(packet, section => TakeMap(section, map.Program));
        return true;
    }

    private void TakePrograms(ReadOnlySpan<byte> section)
    {
        if (ProgramSections.Programs(section) is not { } programs) return;
        if (_programs is not null)
        {
            if (!_programs.SequenceEqual(programs)) throw new UnprovenTimelineException("its programs change on the way");
            return;
        }
        _programs = programs;
        foreach (var program in programs)
            if (!_maps.TryAdd(program.TablePid, (new SectionReader(), program.Number))) throw new UnprovenTimelineException("several of its programs share a table");
    }

    private void TakeMap(ReadOnlySpan<byte> section, int program)
    {
        if (ProgramSections.Elements(section, program) is not { } elements) return;
        if (_elements.TryGetValue(program, out var before))
        {
            if (before.SequenceEqual(elements)) return;
            if (before.Contains(Video!) && !elements.Contains(Video!)) throw new UnprovenTimelineException("its video stream changes on the way");
        }
        _elements[program] = elements;
        var pids = _elements.Values.SelectMany(all => all).Select(element => element.Pid).ToArray();
        if (pids.Distinct().Count() < pids.Length) throw new UnprovenTimelineException("several of its programs share a stream");
        if (before is not null) return;
        if (Video is null) FindVideo(elements);
        _streams += elements.Count;
    }

    private void FindVideo(List<TsElement> elements)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            if (s_audioTypes.Contains(elements[i].Type)) continue;
            if (!s_videoTypes.Contains(elements[i].Type))
                throw new UnprovenTimelineException($"its first stream that is not audio is of a type (0x{elements[i].Type:X2}) not proven here");
            (Video, VideoStream) = (elements[i], _streams + i);
            return;
        }
    }
}
