using VideoPipeline.Containers.Common;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Appends the samples of one track from movie fragments (14496-12, 8.8). If ffmpeg deviates from the standard, marks the rows as
/// unproven.
/// </summary>
internal sealed class FragmentParser(uint track, IReadOnlyList<TrackDefaults> defaults, long fileLength, SampleTableBuilder rows)
{
    // ffmpeg interprets larger durations and offsets as negative, or clips them.
    private const uint MaxTicks = 1 << 28;

    // sample_is_non_sync_sample, or sample_depends_on = 1 (14496-12, 8.8.3.1).
    private const uint NotSync = 0x10000 | 0x1000000;
    private readonly bool _continuesMovie = rows.Count > 0;
    private long _trackEnd;
    private int _tracksInFragment;
    private long _bytes;
    private long _unknownSamples;

    /// <summary>The absolute value of the most negative composition offset, or 0. ffmpeg delays all frames by it.</summary>
    public int Delay { get; private set; }

    /// <summary>
    /// Whether the file has a segment index (<c>sidx</c>). ffmpeg uses its times for fragments without a <c>tfdt</c>.
    /// </summary>
    public bool HasSegmentIndex { get; set; }

    /// <summary>
    /// The number of samples in fragments that have none of this track, but some of tracks that the movie header does not have:
    /// those of this track whose number was damaged.
    /// </summary>
    public long UnassignedSamples { get; private set; }

    /// <summary>Appends the samples of a movie fragment.</summary>
    /// <param name="moof">The movie fragment box.</param>
    /// <param name="start">The file position of the box's first byte.</param>
    public void Read(Box moof, long start)
    {
        var before = Delay;
        var first = rows.Count;
        var implicitBase = start;
        (_tracksInFragment, _unknownSamples) = (0, 0);
        foreach (var traf in moof.Children())
            if (traf.Type == "traf") implicitBase = ReadTrack(traf, start, implicitBase);
        if (_tracksInFragment == 0) UnassignedSamples = Math.Min(UnassignedSamples + _unknownSamples, fileLength);
        if (first > 0 && Delay > before)
            rows.MarkUnproven("its composition offsets become more negative in a later movie fragment");
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
                    if (header is not null) rows.MarkUnproven("a track fragment has two headers ('tfhd')");
                    header = Header.Read(ref fields, defaults, moofStart, implicitBase);
                    if (header is null) rows.MarkUnproven("a track fragment refers to a track without defaults ('trex')");
                    if (header?.Track == track) _tracksInFragment++;
                    break;
                case "tfdt" when header?.Track == track:
                    if (runs > 0) rows.MarkUnproven("a track fragment has its decode time ('tfdt') after its samples ('trun')");
                    time = fields.Versioned(fields.FullBox().Version);
                    break;
                case "trun" when header?.Track == track:
                    if (runs++ == 0) StartTrackFragment(time);
                    implicitBase = ReadRun(box, header.Value, runs);
                    break;
                case "trun" when header is null:
                    fields.FullBox();
                    _unknownSamples += fields.U32();
                    break;
                case "trun" when header is { } other:
                    implicitBase = SkipRun(box, other);
                    break;
            }
        }
        return implicitBase;
    }

    private void StartTrackFragment(long time)
    {
        if (time != long.MinValue) _trackEnd = time;
        else if (_tracksInFragment > 1)
            rows.MarkUnproven("a movie fragment has several track fragments of its video, one without a decode time ('tfdt')");
        else if (HasSegmentIndex || _continuesMovie) rows.MarkUnproven("a track fragment has no decode time ('tfdt')");
    }

    private long ReadRun(Box trun, Header header, int run)
    {
        var fields = trun.Read();
        if (header.Description != 1) rows.MarkUnproven("it uses several sample descriptions, so its codec parameters change");
        var (_, flags) = fields.FullBox();
        var entryBytes = RunFlags.EntryBytes(flags);
        var count = fields.U32();
        if (run > 1 && (flags & RunFlags.DataOffset) == 0)
            rows.MarkUnproven("the second track run ('trun') of a track fragment has no data offset");
        var offset = header.Base + ((flags & RunFlags.DataOffset) != 0 ? fields.I32() : 0);
        var firstFlags = (flags & RunFlags.FirstSampleFlags) != 0 ? fields.U32() : header.Flags;
        CheckCount(trun, count, entryBytes, fields.Remaining, (flags & RunFlags.Size) != 0 ? 0 : header.Size);
        for (uint i = 0; i < count; i++)
        {
            var duration = (flags & RunFlags.Duration) != 0 ? fields.U32() : header.Duration;
            var size = (flags & RunFlags.Size) != 0 ? fields.U32() : header.Size;
            var sampleFlags = (flags & RunFlags.Flags) != 0 ? fields.U32() : i == 0 ? firstFlags : header.Flags;
            var composition = (flags & RunFlags.Composition) != 0 ? fields.I32() : 0;
            if (size is 0 or > int.MaxValue || offset < 0)
                throw trun.Malformed($"sample {i} has an invalid size or offset ({size} bytes at byte {offset}).");
            if (composition == int.MinValue)
                throw trun.Malformed($"sample {i} has the invalid composition offset {composition}.");
            if (duration > MaxTicks || Math.Abs((long)composition) > MaxTicks)
                rows.MarkUnproven(
                    $"a movie fragment has a duration of {duration} and a composition offset of {composition} ticks, " +
                    $"more than {MaxTicks}");
            Delay = Math.Max(Delay, -composition);
            rows.Add(offset, (int)size, _trackEnd, _trackEnd + composition, (sampleFlags & NotSync) == 0);
            _trackEnd += duration;
            offset += size;
        }
        return offset;
    }

    // The size of a track run without per-sample fields does not limit its sample count. The file's length does.
    private void CheckCount(Box trun, uint count, int entryBytes, int remaining, uint size)
    {
        if ((long)count * entryBytes > remaining)
            throw trun.Malformed($"it declares {count} samples of {entryBytes} bytes each, but only {remaining} bytes follow.");
        _bytes += (long)count * Math.Max(1, size);
        if (_bytes > fileLength)
            throw trun.Malformed($"the samples up to this box need {_bytes} bytes, but the file has {fileLength}.");
    }

    private static long SkipRun(Box trun, Header header)
    {
        var fields = trun.Read();
        var (_, flags) = fields.FullBox();
        var count = fields.U32();
        var offset = header.Base + ((flags & RunFlags.DataOffset) != 0 ? fields.I32() : 0);
        if ((flags & RunFlags.FirstSampleFlags) != 0) fields.U32();
        if ((flags & RunFlags.Size) == 0) return offset + (long)count * header.Size;
        var before = (flags & RunFlags.Duration) != 0 ? 4 : 0;
        var after = RunFlags.EntryBytes(flags) - before - 4;
        for (uint i = 0; i < count; i++)
        {
            fields.Bytes(before);
            offset += fields.U32();
            fields.Bytes(after);
        }
        return offset;
    }

    /// <summary>A track fragment header (14496-12, 8.8.7), with the defaults of the track applied.</summary>
    private readonly record struct Header(uint Track, long Base, uint Description, uint Duration, uint Size, uint Flags)
    {
        /// <returns>Null for a track without defaults in <c>mvex</c>.</returns>
        public static Header? Read(ref BoxReader fields, IReadOnlyList<TrackDefaults> all, long moof, long implicitBase)
        {
            var (_, flags) = fields.FullBox();
            var track = fields.U32();
            var found = all.Where(entry => entry.Track == track).Select(entry => (TrackDefaults?)entry).FirstOrDefault();
            if (found is not { } defaults) return null;
            return new Header(
                track,
                (flags & 0x1) != 0 ? fields.I64() : (flags & 0x20000) != 0 ? moof : implicitBase,
                (flags & 0x2) != 0 ? fields.U32() : defaults.Description,
                (flags & 0x8) != 0 ? fields.U32() : defaults.Duration,
                (flags & 0x10) != 0 ? fields.U32() : defaults.Size,
                (flags & 0x20) != 0 ? fields.U32() : defaults.Flags);
        }
    }

    /// <summary>The flags of a track run, which say which fields it has (14496-12, 8.8.8).</summary>
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
