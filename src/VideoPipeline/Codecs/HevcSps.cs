namespace VideoPipeline.Codecs;

/// <summary>What a sequence parameter set says that matters for cutting (H.265, 7.3.2.2).</summary>
/// <param name="Width">Pixels, cropped.</param>
/// <param name="Height">Pixels, cropped.</param>
/// <param name="ReorderPictures">How many pictures may precede one in decode order and follow it in output.</param>
/// <param name="HighestSubLayer">No picture is in a temporal sub-layer above.</param>
internal readonly record struct HevcSps(int Width, int Height, int ReorderPictures, int HighestSubLayer)
{
    /// <summary>Bits of <c>slice_pic_order_cnt_lsb</c> in slice headers.</summary>
    public int OrderBits { get; private init; }

    /// <summary>Whether the three planes are coded as pictures of their own.</summary>
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
        if (orderBits > 16) throw new MalformedBitstreamException("a number in it has too many bits");
        var reorder = 0;
        for (var layer = bits.Flag() ? 0 : subLayers; layer <= subLayers; layer++)
        {
            bits.Golomb();
            reorder = (int)bits.Golomb();
            bits.Golomb();
        }
        return new HevcSps(width, height, reorder, subLayers) { OrderBits = (int)orderBits, SeparatePlanes = separate };
    }

    // profile_tier_level (7.3.3): 88 bits of general profile, 8 of level, then what each sub-layer has.
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
