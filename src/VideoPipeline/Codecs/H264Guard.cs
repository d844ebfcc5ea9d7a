namespace VideoPipeline.Codecs;

/// <summary>Checks H.264 samples (ITU-T H.264, ISO/IEC 14496-10) with length-prefixed NAL units, as MP4 stores them.</summary>
internal sealed class H264Guard(AvcDecoderConfiguration configuration, H264Sps sequence, bool rejectsBFrames) : ISampleGuard
{
    private const int SliceHeadBytes = 32;
    private const int ReferenceBits = 0x60;
    private const int UnitHeaderBytes = 1;
    private const int SliceTypes = 5;

    // Slice types modulo 5 (table 7-6).
    private const uint Bidirectional = 1;
    private const uint Intra = 2;
    private const uint SwitchingIntra = 4;

    // ffmpeg works around bugs of x264 builds before these, and takes the build from the latest sample that names one
    // (libavcodec/h264_direct.c, h264_cabac.c, h264_mb.c).
    private const int FirstUnaffectedBuild = 34;
    private const int FirstUnaffectedHigh444Build = 151;

    public static CodecSupport Support(SampleEntry entry, bool reorders, bool fromFragments)
    {
        if (entry.Configuration.Length == 0)
            return CodecSupport.Unsplittable(entry, "h264", "its decoder configuration (avcC) is missing");
        var configuration = AvcDecoderConfiguration.Parse(entry.Configuration);
        if (configuration.Sps.All.Count == 0 || configuration.Pps.All.Count == 0)
            return CodecSupport.Unsplittable(entry, "h264", "its decoder configuration (avcC) has no SPS or no PPS");
        var sequence = H264Sps.Parse(configuration.Sps.All[0]);
        var (width, height) = CroppedSize(entry, sequence);
        var reason = FindConfigurationReason(configuration, sequence, reorders, fromFragments);
        var guard = new H264Guard(configuration, sequence, rejectsBFrames: !reorders && sequence.MaxReorderFrames != 0);
        return new CodecSupport("h264", width, height, reason is null ? guard : null, reason)
        {
            MaxReorderFrames = fromFragments ? sequence.MaxReorderFrames : null,
        };
    }

    public bool NeedsNextSampleForOrder => rejectsBFrames;

    public StatefulSamples StatefulSamples => StatefulSamples.All;

    /// <remarks>
    /// A recovery point SEI message may be wrong: it is not trusted for a picture with slices other than I and SI.
    /// </remarks>
    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head)
    {
        var (hasRecoveryPoint, hasSlice) = (false, false);
        foreach (var unit in new NalUnits(head, configuration.LengthBytes))
        {
            if (unit.IsEmpty) continue;
            switch (unit[0] & 0x1F)
            {
                case NalType.Idr: return true;
                case NalType.Slice when !hasRecoveryPoint || SliceType(unit) is not (Intra or SwitchingIntra): return false;
                case NalType.Slice: hasSlice = true; break;
                case NalType.Sei: hasRecoveryPoint |= HasExactRecoveryPoint(unit); break;
            }
        }
        return hasSlice;
    }

    /// <remarks>
    /// Parameter sets persist, across IDR pictures too, until others with the same ID replace them. So do, in ffmpeg, the x264
    /// build and, from version 7 on, the display orientation. All of them precede the slices of their picture (7.4.1.2.3).
    /// </remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        var units = new NalUnits(head, configuration.LengthBytes);
        while (units.MoveNext())
        {
            if (units.Current.IsEmpty) continue;
            if ((units.Current[0] & 0x1F) is >= NalType.Slice and <= NalType.Idr) return default(PersistentState);
            if (units.IsTruncated) break;
            if (FindPersistentReason(units.Current) is { } reason) return new PersistentState(reason, null);
        }
        return units.IsTruncated ? null : default(PersistentState);
    }

    public OutputOrderReader? CreateOutputOrderReader()
    {
        if (sequence.PicOrderCountType == 1) return null;
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
            if (FindPersistentReason(unit) is { } reason) return reason;
            switch (unit[0] & 0x1F)
            {
                case NalType.Slice or NalType.Idr:
                    var bits = new BitReader(NalUnits.Unescape(unit[UnitHeaderBytes..], SliceHeadBytes));
                    if (bits.ExpGolomb() == 0) pictures++;
                    if (rejectsBFrames && bits.ExpGolomb() % SliceTypes == Bidirectional)
                        return "it has B-frames, but its time stamps are in decode order";
                    break;
                case NalType.PartitionA or NalType.PartitionB or NalType.PartitionC:
                    return "it uses data partitioning";
            }
        }
        if (units.IsTruncated) return "a NAL unit extends beyond the end of its sample";
        return pictures == 1 ? null : $"a sample has {pictures} pictures instead of one";
    }

    public string? FindTrailingUnsplittableReason(ReadOnlySpan<byte> tail)
    {
        foreach (var unit in NalUnits.FindTrailingUnits(tail, configuration.LengthBytes))
            if (FindPersistentReason(tail[unit]) is { } reason) return reason;
        return null;
    }

    /// <remarks>
    /// An IDR picture marks all earlier pictures as unused for reference, and they are all output before it (8.2.1, C.4.4).
    /// </remarks>
    public bool ResetsDecoder(ReadOnlySpan<byte> head)
    {
        foreach (var unit in new NalUnits(head, configuration.LengthBytes))
            if (!unit.IsEmpty && (unit[0] & 0x1F) is NalType.Slice or NalType.Idr) return (unit[0] & 0x1F) == NalType.Idr;
        return false;
    }

    /// <remarks>
    /// A picture with <c>nal_ref_idc</c> 0 is a non-reference picture (7.4.1), and the <c>frame_num</c> and POC of later pictures
    /// are derived from reference pictures only (7.4.3, 8.2.1).
    /// </remarks>
    public bool CanSkip(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next)
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
        return slices > 0 && !units.IsTruncated;
    }

    /// <summary>Why a NAL unit with persistent state makes the video unsplittable; null where it does not.</summary>
    private string? FindPersistentReason(ReadOnlySpan<byte> unit)
    {
        switch (unit[0] & 0x1F)
        {
            case NalType.Sps when !configuration.Sps.Contains(unit):
            case NalType.Pps when !configuration.Pps.Contains(unit):
                return "a sample has parameter sets that are not in the sample description";
            case NalType.Sei:
                var messages = new SeiMessages(unit, UnitHeaderBytes);
                while (messages.MoveNext())
                {
                    if (messages.UnsplittableReason is { } reason) return reason;
                    if (messages.X264Build < (sequence.IsHigh444 ? FirstUnaffectedHigh444Build : FirstUnaffectedBuild))
                        return "an SEI message names an old x264 build, whose bugs decoders work around";
                }
                break;
        }
        return null;
    }

    private static uint SliceType(ReadOnlySpan<byte> unit)
    {
        var bits = new BitReader(NalUnits.Unescape(unit[UnitHeaderBytes..], SliceHeadBytes));
        bits.ExpGolomb();
        return bits.ExpGolomb() % SliceTypes;
    }

    private static bool HasExactRecoveryPoint(ReadOnlySpan<byte> unit)
    {
        var messages = new SeiMessages(unit, UnitHeaderBytes);
        while (messages.MoveNext())
            if (messages.IsExactRecoveryPoint) return true;
        return false;
    }

    private static string? FindConfigurationReason(
        AvcDecoderConfiguration configuration, H264Sps sequence, bool reorders, bool fromFragments)
    {
        if (configuration.Sps.All.Count > 1) return "it has several sequence parameter sets";
        if (configuration.Pps.All.Select(ReadPpsId).Distinct().Count() < configuration.Pps.All.Count)
            return "several of its picture parameter sets have the same ID";
        if (!sequence.FrameMbsOnly) return "it may be interlaced, so that two samples may form one frame";
        // For a fragmented file, this number is all that tells ffmpeg how long to delay frames for reordering.
        return reorders && fromFragments && sequence.MaxReorderFrames is null
            ? "its SPS does not state how many frames may be reordered"
            : null;
    }

    private static uint ReadPpsId(byte[] unit) => new BitReader(NalUnits.Unescape(unit.AsSpan(1))).ExpGolomb();

    // ffmpeg lets the container crop within the last macroblock row and column (libavcodec/h264_slice.c, init_dimensions).
    private static (int Width, int Height) CroppedSize(SampleEntry entry, H264Sps sequence)
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
