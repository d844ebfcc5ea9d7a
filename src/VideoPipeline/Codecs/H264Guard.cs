namespace VideoPipeline.Codecs;

/// <summary>H.264 (ITU-T H.264, ISO/IEC 14496-10) as MP4 stores it.</summary>
internal sealed class H264Guard(AvcDecoderConfiguration configuration, H264Sps sequence, bool bFramesForbidden) : ISampleGuard
{
    private const int SliceHeadBytes = 32;
    private const int ReferenceBits = 0x60;
    private const int UnitHeaderBytes = 1;
    private const int SliceTypes = 5;

    // Slice types modulo 5 (table 7-6).
    private const uint Bidirectional = 1;
    private const uint Intra = 2;
    private const uint SwitchingIntra = 4;

    // ffmpeg works around faults of x264 before these builds, and takes the build from the latest sample that names one
    // (libavcodec/h264_direct.c, h264_cabac.c, h264_mb.c).
    private const int FirstFaultlessBuild = 34;
    private const int FirstFaultlessBuildOfHigh444 = 151;

    public static CodecSupport Support(SampleEntry entry, bool reorders, bool fromFragments)
    {
        if (entry.Configuration.Length == 0)
            return CodecSupport.Unsplittable(entry, "h264", "its decoder configuration (avcC) is missing");
        var configuration = AvcDecoderConfiguration.Parse(entry.Configuration);
        if (configuration.Sps.All.Count == 0 || configuration.Pps.All.Count == 0)
            return CodecSupport.Unsplittable(entry, "h264", "its parameter sets are only among its samples");
        var sequence = H264Sps.Parse(configuration.Sps.All[0]);
        var (width, height) = Cropped(entry, sequence);
        var whole = WhyWhole(configuration, sequence, reorders, fromFragments);
        var guard = new H264Guard(configuration, sequence, bFramesForbidden: !reorders && sequence.ReorderFrames != 0);
        return new CodecSupport("h264", width, height, whole is null ? guard : null, whole) { MaxReorderFrames = fromFragments ? sequence.ReorderFrames : null };
    }

    public bool NeedsNextSampleForOrder => bFramesForbidden;

    public StatefulSamples StatefulSamples => StatefulSamples.All;

    /// <remarks>A recovery point may be forged: of a picture with other slices than I it does not hold what it promises.</remarks>
    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head)
    {
        var (recovered, begun) = (false, false);
        foreach (var unit in new NalUnits(head, configuration.LengthBytes))
        {
            if (unit.IsEmpty) continue;
            switch (unit[0] & 0x1F)
            {
                case NalType.Idr: return true;
                case NalType.Slice when !recovered || SliceType(unit) is not (Intra or SwitchingIntra): return false;
                case NalType.Slice: begun = true; break;
                case NalType.Sei: recovered |= Recovers(unit); break;
            }
        }
        return begun;
    }

    /// <remarks>
    /// Parameter sets stay until others of their number come, over IDR pictures too; so do, in ffmpeg, the build of x264 and, from 7 on,
    /// the display orientation. All of them precede the slices of their picture (7.4.1.2.3).
    /// </remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        var units = new NalUnits(head, configuration.LengthBytes);
        while (units.MoveNext())
        {
            if (units.Current.IsEmpty) continue;
            if ((units.Current[0] & 0x1F) is >= NalType.Slice and <= NalType.Idr) return default(PersistentState);
            if (units.IsCutShort) break;
            if (Leaves(units.Current) is { } objection) return new PersistentState(objection, null);
        }
        return units.IsCutShort ? null : default(PersistentState);
    }

    public OutputOrderReader? CreateOutputOrderReader()
    {
        if (sequence.OrderType == 1) return null;
        var order = new H264PictureOrderCount(sequence);
        return sample =>
        {
            foreach (var unit in new NalUnits(sample, configuration.LengthBytes))
                if (!unit.IsEmpty && (unit[0] & 0x1F) is NalType.Slice or NalType.Idr) return order.Next(unit);
            return null;
        };
    }

    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample)
    {
        var pictures = 0;
        var units = new NalUnits(sample, configuration.LengthBytes);
        while (units.MoveNext())
        {
            var unit = units.Current;
            if (unit.IsEmpty) continue;
            if (Leaves(unit) is { } objection) return objection;
            switch (unit[0] & 0x1F)
            {
                case NalType.Slice or NalType.Idr:
                    var bits = new BitReader(NalUnits.Unescape(unit[UnitHeaderBytes..], SliceHeadBytes));
                    if (bits.Golomb() == 0) pictures++;
                    if (bFramesForbidden && bits.Golomb() % SliceTypes == Bidirectional) return "it has B-frames, but its container gives them no order";
                    break;
                case NalType.PartitionA or NalType.PartitionB or NalType.PartitionC:
                    return "it uses data partitions";
            }
        }
        if (units.IsCutShort) return "a unit is longer than the sample that holds it";
        return pictures == 1 ? null : $"a sample holds {pictures} pictures instead of one";
    }

    public string? FindTrailingUnsplittableReason(ReadOnlySpan<byte> tail)
    {
        foreach (var unit in NalUnits.Trailing(tail, configuration.LengthBytes))
            if (Leaves(tail[unit]) is { } objection) return objection;
        return null;
    }

    /// <remarks>An IDR picture marks all before it as unused for reference, and they are all shown before it (8.2.1, C.4.4).</remarks>
    public bool ResetsDecoder(ReadOnlySpan<byte> head)
    {
        foreach (var unit in new NalUnits(head, configuration.LengthBytes))
            if (!unit.IsEmpty && (unit[0] & 0x1F) is NalType.Slice or NalType.Idr) return (unit[0] & 0x1F) == NalType.Idr;
        return false;
    }

    /// <remarks>
    /// With <c>nal_ref_idc</c> 0 a picture is no reference (7.4.1), and the numbers and order counts of later ones come from
    /// references (7.4.3, 8.2.1).
    /// </remarks>
    public bool IsDisposable(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next)
    {
        var slices = 0;
        var units = new NalUnits(sample, configuration.LengthBytes);
        while (units.MoveNext())
        {
            if (units.Current.IsEmpty) continue;
            switch (units.Current[0] & 0x1F)
            {
                case NalType.Slice when (units.Current[0] & ReferenceBits) == 0:
                    slices++;
                    break;
                case (>= NalType.Slice and <= NalType.Idr) or NalType.Sps or NalType.Pps:
                    return false;
            }
        }
        return slices > 0 && !units.IsCutShort;
    }

    /// <summary>What a unit leaves behind for later samples.</summary>
    private string? Leaves(ReadOnlySpan<byte> unit)
    {
        switch (unit[0] & 0x1F)
        {
            case NalType.Sps when !configuration.Sps.Holds(unit):
            case NalType.Pps when !configuration.Pps.Holds(unit):
                return "a sample brings parameter sets that the sample description does not have";
            case NalType.Sei:
                var messages = new SeiMessages(unit, UnitHeaderBytes);
                while (messages.MoveNext())
                {
                    if (messages.UnsplittableReason is { } objection) return objection;
                    if (messages.X264Build < (sequence.IsHigh444 ? FirstFaultlessBuildOfHigh444 : FirstFaultlessBuild))
                        return "an old encoder names itself in a sample, and decoders work around its faults";
                }
                break;
        }
        return null;
    }

    private static uint SliceType(ReadOnlySpan<byte> unit)
    {
        var bits = new BitReader(NalUnits.Unescape(unit[UnitHeaderBytes..], SliceHeadBytes));
        bits.Golomb();
        return bits.Golomb() % SliceTypes;
    }

    private static bool Recovers(ReadOnlySpan<byte> unit)
    {
        var messages = new SeiMessages(unit, UnitHeaderBytes);
        while (messages.MoveNext())
            if (messages.IsExactRecoveryPoint) return true;
        return false;
    }

    private static string? WhyWhole(AvcDecoderConfiguration configuration, H264Sps sequence, bool reorders, bool fromFragments)
    {
        if (configuration.Sps.All.Count > 1) return "it has several sequence parameter sets";
        if (configuration.Pps.All.Select(PictureId).Distinct().Count() < configuration.Pps.All.Count)
            return "several of its picture parameter sets have the same number";
        if (!sequence.FramesOnly) return "it may be interlaced, and then two samples may be one frame";
        // Of a file with fragments ffmpeg has only this number to tell how long frames must wait for their turn.
        return reorders && fromFragments && sequence.ReorderFrames is null
            ? "it does not say how far its frames are reordered"
            : null;
    }

    private static uint PictureId(byte[] unit) => new BitReader(NalUnits.Unescape(unit.AsSpan(1))).Golomb();

    // ffmpeg lets the container crop within the last macroblock row and column (libavcodec/h264_slice.c, init_dimensions).
    private static (int Width, int Height) Cropped(SampleEntry entry, H264Sps sequence)
    {
        static int Aligned(int pixels) => (pixels + 15) / 16 * 16;
        return entry.Width > 0 && entry.Height > 0 && entry.Width <= sequence.Width && entry.Height <= sequence.Height
            && Aligned(entry.Width) == Aligned(sequence.Width) && Aligned(entry.Height) == Aligned(sequence.Height)
            ? (entry.Width, entry.Height)
            : (sequence.Width, sequence.Height);
    }

    /// <summary>NAL unit types (H.264, table 7-1).</summary>
    private static class NalType
    {
        public const int Slice = 1;
        public const int PartitionA = 2;
        public const int PartitionB = 3;
        public const int PartitionC = 4;
        public const int Idr = 5;
        public const int Sei = 6;
        public const int Sps = 7;
        public const int Pps = 8;
    }
}
