namespace VideoPipeline.Codecs;

/// <summary>The fields of a sequence parameter set that matter for splitting (H.265, 7.3.2.2).</summary>
/// <param name="Width">The cropped width in pixels.</param>
/// <param name="Height">The cropped height in pixels.</param>
/// <param name="MaxReorderPictures"><c>sps_max_num_reorder_pics</c>: how many pictures may precede a picture in decode order and
/// follow it in output order.</param>
/// <param name="MaxSubLayer"><c>sps_max_sub_layers_minus1</c>: the highest temporal sub-layer.</param>
internal readonly record struct HevcSps(int Width, int Height, int MaxReorderPictures, int MaxSubLayer)
{
    /// <summary>The size of <c>slice_pic_order_cnt_lsb</c> in bits.</summary>
    public int PicOrderCountLsbBits { get; private init; }

    /// <summary>Whether the three color planes are coded separately (<c>separate_colour_plane_flag</c>).</summary>
    public bool SeparateColorPlanes { get; private init; }

    public static HevcSps Parse(ReadOnlySpan<byte> unit)
    {
        var bits = new BitReader(NalUnits.Unescape(unit[Math.Min(unit.Length, HevcNalUnit.HeaderBytes)..]));
        bits.Skip(4);
        var subLayers = (int)bits.Bits(3);
        bits.Skip(1);
        SkipProfile(ref bits, subLayers);
        bits.ExpGolomb();
        var chroma = bits.ExpGolomb();
        var separate = chroma == 3 && bits.Flag();
        if (separate) chroma = 0;
        var (width, height) = ((int)bits.ExpGolomb(), (int)bits.ExpGolomb());
        if (bits.Flag())
        {
            width -= (chroma is 1 or 2 ? 2 : 1) * (int)(bits.ExpGolomb() + bits.ExpGolomb());
            height -= (chroma == 1 ? 2 : 1) * (int)(bits.ExpGolomb() + bits.ExpGolomb());
        }
        bits.ExpGolomb();
        bits.ExpGolomb();
        var orderBits = bits.ExpGolomb() + 4;
        if (orderBits > 16) throw new MalformedBitstreamException("log2_max_pic_order_cnt_lsb is too large");
        var reorder = 0;
        for (var layer = bits.Flag() ? 0 : subLayers; layer <= subLayers; layer++)
        {
            bits.ExpGolomb();
            reorder = (int)bits.ExpGolomb();
            bits.ExpGolomb();
        }
        return new HevcSps(width, height, reorder, subLayers) { PicOrderCountLsbBits = (int)orderBits,
            SeparateColorPlanes = separate };
    }

    // profile_tier_level (7.3.3): 88 bits of general profile, 8 of level, then the profiles and levels of the sub-layers.
    private static void SkipProfile(ref BitReader bits, int subLayers)
    {
        bits.Skip(96);
        var present = new bool[subLayers * 2];
        for (var i = 0; i < present.Length; i++) present[i] = bits.Flag();
        if (subLayers > 0) bits.Skip(2 * (8 - subLayers));
        for (var i = 0; i < present.Length; i++)
            if (present[i]) bits.Skip(i % 2 == 0 ? 88 : 8);
    }
}
