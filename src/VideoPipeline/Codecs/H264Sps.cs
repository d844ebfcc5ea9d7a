namespace VideoPipeline.Codecs;

/// <summary>The fields of a sequence parameter set that matter for splitting (H.264, 7.3.2.1.1 and Annex E).</summary>
/// <param name="Width">The cropped width in pixels.</param>
/// <param name="Height">The cropped height in pixels.</param>
/// <param name="FrameMbsOnly">Whether no picture is a field or has field macroblocks (<c>frame_mbs_only_flag</c>).</param>
/// <param name="Is444">Whether the chroma format is 4:4:4.</param>
/// <param name="MaxReorderFrames"><c>max_num_reorder_frames</c>: how many frames may precede a frame in decode order and follow
/// it
/// in output order; null where the SPS does not state it.</param>
internal readonly record struct H264Sps(int Width, int Height, bool FrameMbsOnly, bool Is444, int? MaxReorderFrames)
{
    /// <summary><c>pic_order_cnt_type</c>: 0 to 2.</summary>
    public int PicOrderCountType { get; private init; }

    /// <summary>The size of <c>pic_order_cnt_lsb</c> in bits; 0 where slice headers have none.</summary>
    public int PicOrderCountLsbBits { get; private init; }

    /// <summary>The size of <c>frame_num</c> in bits.</summary>
    public int FrameNumBits { get; private init; }

    /// <summary>Whether the three color planes are coded separately (<c>separate_colour_plane_flag</c>).</summary>
    public bool SeparateColorPlanes { get; private init; }

    /// <summary>
    /// Whether the profile is High 4:4:4 Predictive, which lossless video has with any chroma format, or the format is 4:4:4.
    /// </summary>
    public bool IsHigh444 { get; private init; }

    private const int High444Predictive = 244;

    private static readonly int[] s_highProfiles = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];

    public static H264Sps Parse(ReadOnlySpan<byte> unit)
    {
        var bits = new BitReader(NalUnits.Unescape(unit));
        bits.Skip(8);
        var profile = (int)bits.Bits(8);
        bits.Skip(16);
        bits.ExpGolomb();
        var chroma = s_highProfiles.Contains(profile) ? ReadHighProfile(ref bits) : (Format: 1u, Separate: false);
        var frameNumberBits = ReadLog2Minus4(ref bits) + 4;
        var (orderType, orderBits) = ReadPicOrderCount(ref bits);
        bits.ExpGolomb();
        bits.Skip(1);
        var (width, height) = ((int)bits.ExpGolomb() + 1, (int)bits.ExpGolomb() + 1);
        var framesOnly = bits.Flag();
        var fieldFactor = framesOnly ? 1 : 2;
        if (!framesOnly) bits.Skip(1);
        bits.Skip(1);
        (width, height) = (width * 16, height * 16 * fieldFactor);
        if (bits.Flag())
        {
            var unitX = chroma.Format is 1 or 2 && !chroma.Separate ? 2 : 1;
            var unitY = chroma.Format == 1 && !chroma.Separate ? 2 : 1;
            width -= unitX * (int)(bits.ExpGolomb() + bits.ExpGolomb());
            height -= unitY * fieldFactor * (int)(bits.ExpGolomb() + bits.ExpGolomb());
        }
        return new H264Sps(width, height, framesOnly, chroma.Format == 3, bits.Flag() ? ReadMaxReorderFrames(ref bits) : null)
        {
            PicOrderCountType = orderType,
            PicOrderCountLsbBits = orderBits,
            FrameNumBits = frameNumberBits,
            SeparateColorPlanes = chroma.Separate,
            IsHigh444 = profile == High444Predictive || chroma.Format == 3,
        };
    }

    private static (uint Format, bool Separate) ReadHighProfile(ref BitReader bits)
    {
        var format = bits.ExpGolomb();
        var separate = format == 3 && bits.Flag();
        bits.ExpGolomb();
        bits.ExpGolomb();
        bits.Skip(1);
        if (!bits.Flag()) return (format, separate);
        for (var list = 0; list < (format == 3 ? 12 : 8); list++)
            if (bits.Flag()) SkipScalingList(ref bits, list < 6 ? 16 : 64);
        return (format, separate);
    }

    private static void SkipScalingList(ref BitReader bits, int size)
    {
        var (last, next) = (8, 8);
        for (var i = 0; i < size; i++)
        {
            if (next != 0) next = (last + bits.SignedExpGolomb() + 256) & 0xFF;
            last = next == 0 ? last : next;
        }
    }

    private static (int Type, int Bits) ReadPicOrderCount(ref BitReader bits)
    {
        var type = (int)bits.ExpGolomb();
        if (type == 0) return (type, ReadLog2Minus4(ref bits) + 4);
        if (type != 1) return (type, 0);
        bits.Skip(1);
        bits.SignedExpGolomb();
        bits.SignedExpGolomb();
        var cycle = bits.ExpGolomb();
        if (cycle > 255) throw new MalformedBitstreamException("num_ref_frames_in_pic_order_cnt_cycle is too large");
        for (var i = 0; i < cycle; i++) bits.SignedExpGolomb();
        return (type, 0);
    }

    // log2_max_frame_num_minus4 or log2_max_pic_order_cnt_lsb_minus4 (7.4.2.1.1).
    private static int ReadLog2Minus4(ref BitReader bits) =>
        bits.ExpGolomb() is <= 12 and var number
            ? (int)number
            : throw new MalformedBitstreamException("log2_max_frame_num or log2_max_pic_order_cnt_lsb is too large");

    private static int? ReadMaxReorderFrames(ref BitReader bits)
    {
        if (bits.Flag() && bits.Bits(8) == 255) bits.Skip(32);
        if (bits.Flag()) bits.Skip(1);
        if (bits.Flag())
        {
            bits.Skip(4);
            if (bits.Flag()) bits.Skip(24);
        }
        if (bits.Flag())
        {
            bits.ExpGolomb();
            bits.ExpGolomb();
        }
        if (bits.Flag()) bits.Skip(65);
        var hasHrdParameters = SkipHrdParameters(ref bits) | SkipHrdParameters(ref bits);
        if (hasHrdParameters) bits.Skip(1);
        bits.Skip(1);
        if (!bits.Flag()) return null;
        bits.Skip(1);
        for (var i = 0; i < 4; i++) bits.ExpGolomb();
        return (int)bits.ExpGolomb();
    }

    private static bool SkipHrdParameters(ref BitReader bits)
    {
        if (!bits.Flag()) return false;
        var count = bits.ExpGolomb() + 1;
        if (count > 32) throw new MalformedBitstreamException("the HRD parameters have too many entries");
        bits.Skip(8);
        for (var i = 0; i < count; i++)
        {
            bits.ExpGolomb();
            bits.ExpGolomb();
            bits.Skip(1);
        }
        bits.Skip(20);
        return true;
    }
}
