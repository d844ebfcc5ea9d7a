using VideoPipeline.Containers.Common;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Appends the samples of one track from movie fragments (14496-12, 8.8), one <c>moof</c> after the other. Where ffmpeg does
/// otherwise than the standard says, the rows carry a doubt: the frames are then not told from the boxes.
/// </summary>
internal sealed class FragmentParser(uint track, IReadOnlyList<TrackDefaults> defaults, long fileLength, SampleTableBuilder rows)
{
    // Beyond this, ffmpeg takes a number for a negative one, or clips it.
    private const uint LargestTicks = 1 << 28;

    private const uint NotSync = 0x10000 | 0x1000000;
    private readonly bool _continuesMovie = rows.Count > 0;
    private long _trackEnd;
    private int _tracksInFragment;
    private long _bytes;

    /// <summary>The largest negative composition offset, negated: ffmpeg delays all frames by it.</summary>
    public int Delay { get; private set; }

    /// <summary>Whether a <c>sidx</c> was seen: ffmpeg takes its times where a fragment has none.</summary>
    public bool HasSegmentIndex { get; set; }

    /// <param name="moof">The box.</param>
    /// <param name="start">Position in the file of the box's first byte.</param>
    public void Read(Box moof, long start)
    {
        var before = Delay;
        var first = rows.Count;
        var implicitBase = start;
        _tracksInFragment = 0;
        foreach (var traf in moof.Children())
            if (traf.Type == "traf") implicitBase = ReadTrack(traf, start, implicitBase);
        if (first > 0 && Delay > before) rows.MarkUnproven("its composition offsets become more negative in a later fragment");
    }

    private long ReadTrack(Box traf, long moofStart, long implicitBase)
    {
        Header? header = null;
        var time = long.MinValue;
        var runs = 0;
        foreach (var box in traf.Children())
        {
            var fields = box.Read();
            switch (box.Type)
            {
                case "tfhd":
                    if (header is not null) rows.MarkUnproven("a fragment has two headers for one track");
                    header = Header.Read(ref fields, defaults, moofStart, implicitBase);
                    if (header is null) rows.MarkUnproven("a fragment belongs to a track that is not announced");
                    if (header?.Track == track) _tracksInFragment++;
                    break;
                case "tfdt" when header?.Track == track:
                    if (runs > 0) rows.MarkUnproven("a fragment tells its decode time after its samples");
                    time = fields.Versioned(fields.FullBox().Version);
                    break;
                case "trun" when header?.Track == track:
                    if (runs++ == 0) Begin(time);
                    implicitBase = ReadRun(box, header.Value, runs);
                    break;
                case "trun" when header is { } other:
                    implicitBase = SkipRun(box, other);
                    break;
            }
        }
        return implicitBase;
    }

    private void Begin(long time)
    {
        if (time != long.MinValue) _trackEnd = time;
        else if (_tracksInFragment > 1) rows.MarkUnproven("a fragment holds its video twice, once without a decode time");
        else if (HasSegmentIndex || _continuesMovie) rows.MarkUnproven("a fragment has no decode time of its own");
    }

    private long ReadRun(Box trun, Header header, int run)
    {
        var fields = trun.Read();
        if (header.Description != 1) rows.MarkUnproven("it uses several sample descriptions: its parameters change on the way");
        var (_, flags) = fields.FullBox();
        var entryBytes = RunFlags.EntryBytes(flags);
        var claimed = fields.U32();
        if (run > 1 && (flags & RunFlags.DataOffset) == 0) rows.MarkUnproven("a fragment's second run does not say where its data are");
        var offset = header.Base + ((flags & RunFlags.DataOffset) != 0 ? fields.I32() : 0);
        var firstFlags = (flags & RunFlags.FirstSampleFlags) != 0 ? fields.U32() : header.Flags;
        Check(trun, claimed, entryBytes, fields.Remaining, (flags & RunFlags.Size) != 0 ? 0 : header.Size);
        for (uint i = 0; i < claimed; i++)
        {
            var duration = (flags & RunFlags.Duration) != 0 ? fields.U32() : header.Duration;
            var size = (flags & RunFlags.Size) != 0 ? fields.U32() : header.Size;
            var sampleFlags = (flags & RunFlags.Flags) != 0 ? fields.U32() : i == 0 ? firstFlags : header.Flags;
            var composition = (flags & RunFlags.Composition) != 0 ? fields.I32() : 0;
            if (size is 0 or > int.MaxValue || offset < 0) throw trun.Malformed($"sample {i} claims {size} bytes at byte {offset}.");
            if (composition == int.MinValue) throw trun.Malformed($"sample {i} has the composition offset {composition}.");
            if (duration > LargestTicks || Math.Abs((long)composition) > LargestTicks) rows.MarkUnproven("its fragments hold times that are too large to be true");
            Delay = Math.Max(Delay, -composition);
            rows.Add(offset, (int)size, _trackEnd, _trackEnd + composition, (sampleFlags & NotSync) == 0);
            _trackEnd += duration;
            offset += size;
        }
        return offset;
    }

    // A run without fields of its own for each sample may claim any number: it must fit into the file.
    private void Check(Box trun, uint claimed, int entryBytes, int remaining, uint size)
    {
        if ((long)claimed * entryBytes > remaining)
            throw trun.Malformed($"it claims {claimed} samples of {entryBytes} bytes, but {remaining} bytes are left in it.");
        _bytes += (long)claimed * Math.Max(1, size);
        if (_bytes > fileLength) throw trun.Malformed($"the samples up to here claim {_bytes} bytes, but the file has {fileLength}.");
    }

    private static long SkipRun(Box trun, Header header)
    {
        var fields = trun.Read();
        var (_, flags) = fields.FullBox();
        var claimed = fields.U32();
        var offset = header.Base + ((flags & RunFlags.DataOffset) != 0 ? fields.I32() : 0);
        if ((flags & RunFlags.FirstSampleFlags) != 0) fields.U32();
        if ((flags & RunFlags.Size) == 0) return offset + (long)claimed * header.Size;
        var before = (flags & RunFlags.Duration) != 0 ? 4 : 0;
        var after = RunFlags.EntryBytes(flags) - before - 4;
        for (uint i = 0; i < claimed; i++)
        {
            fields.Bytes(before);
            offset += fields.U32();
            fields.Bytes(after);
        }
        return offset;
    }

    /// <summary>What a track fragment header sets for its runs (14496-12, 8.8.7).</summary>
    private readonly record struct Header(uint Track, long Base, uint Description, uint Duration, uint Size, uint Flags)
    {
        /// <returns>Null for a track that <c>mvex</c> does not know.</returns>
        public static Header? Read(ref BoxReader fields, IReadOnlyList<TrackDefaults> all, long moof, long implicitBase)
        {
            var (_, flags) = fields.FullBox();
            var track = fields.U32();
            if (all.Where(one => one.Track == track).Select(one => (TrackDefaults?)one).FirstOrDefault() is not { } defaults) return null;
            return new Header(
                track,
                (flags & 0x1) != 0 ? fields.I64() : (flags & 0x20000) != 0 ? moof : implicitBase,
                (flags & 0x2) != 0 ? fields.U32() : defaults.Description,
                (flags & 0x8) != 0 ? fields.U32() : defaults.Duration,
                (flags & 0x10) != 0 ? fields.U32() : defaults.Size,
                (flags & 0x20) != 0 ? fields.U32() : defaults.Flags);
        }
    }

    /// <summary>Which fields a run has (14496-12, 8.8.8).</summary>
    private static class RunFlags
    {
        public const uint DataOffset = 0x1;
        public const uint FirstSampleFlags = 0x4;
        public const uint Duration = 0x100;
        public const uint Size = 0x200;
        public const uint Flags = 0x400;
        public const uint Composition = 0x800;

        public static int EntryBytes(uint flags) =>
            4 * System.Numerics.BitOperations.PopCount(flags & (Duration | Size | Flags | Composition));
    }
}
