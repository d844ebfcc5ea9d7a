namespace VideoPipeline.Codecs;

/// <summary>The fields of a sequence parameter set that matter for splitting (H.265, 7.3.2.2).</summary>
/// <param name="Width">The cropped width in pixels.</param>
/// <param name="Height">The cropped height in pixels.</param>
/// <param name="ReorderPictures"><c>sps_max_num_reorder_pics</c>: how many pictures may precede a picture in decode order and
/// follow it in output order.</param>
/// <param name="HighestSubLayer"><c>sps_max_sub_layers_minus1</c>: the highest temporal sub-layer.</param>
internal readonly record struct HevcSps(int Width, int Height, int ReorderPictures, int HighestSubLayer)
{
    /// <summary>The size of <c>slice_pic_order_cnt_lsb</c> in bits.</summary>
    public int OrderBits { get; private init; }

    /// <summary>Whether the three color planes are coded separately (<c>separate_colour_plane_flag</c>).</summary>
    public bool SeparatePlanes { get; private init; }

    public static HevcSps Parse(ReadOnlySpan<byte> unit)
    {
        var bits = new BitReader(NalUnits.Unescape(unit[Math.Min(unit.Length, HevcNalUnit.HeaderBytes)..]));
        bits.Skip(4);
        var subLayers = (int)bits.Bits(3);
        bits.Skip(1);
        SkipProfile(ref bits, subLayers);
        bits.Golomb();
        var chroma = bits.Golomb();
        var separate = chroma == 3 && bits.Flag();
        if (separate) chroma = 0;
        var (width, height) = ((int)bits.Golomb(), (int)bits.Golomb());
        if (bits.Flag())
        {
            width -= (chroma is 1 or 2 ? 2 : 1) * (int)(bits.Golomb() + bits.Golomb());
            height -= (chroma == 1 ? 2 : 1) * (int)(bits.Golomb() + bits.Golomb());
        }
        bits.Golomb();
        bits.Golomb();
        var orderBits = bits.Golomb() + 4;
        if (orderBits > 16) throw new MalformedBitstreamException("log2_max_pic_order_cnt_lsb is too large");
        var reorder = 0;
        for (var layer = bits.Flag() ? 0 : subLayers; layer <= subLayers; layer++)
        {
            bits.Golomb();
            reorder = (int)bits.Golomb();
            bits.Golomb();
        }
        return new HevcSps(width, height, reorder, subLayers) { OrderBits = (int)orderBits, SeparatePlanes = separate };
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
