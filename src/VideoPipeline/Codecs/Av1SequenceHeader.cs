namespace VideoPipeline.Codecs;

/// <summary>The fields of a sequence header that frame headers depend on (AV1 specification, 5.5).</summary>
/// <param name="Profile">The profile, 0 to 2. It determines the pixel format together with <paramref name="BitDepth"/> and
/// <paramref name="IsMonochrome"/>.</param>
/// <param name="IsReducedStillPicture">Whether frame headers are reduced ones (<c>reduced_still_picture_header</c>).</param>
/// <param name="Width">The width of the largest frame, in pixels.</param>
/// <param name="Height">The height of the largest frame, in pixels.</param>
/// <param name="PresentationTimeBits">The size of <c>frame_presentation_time</c> in bits; 0 where frame headers have
/// none.</param>
/// <param name="FrameIdBits">The size of <c>current_frame_id</c> in bits; 0 where frame headers have none.</param>
/// <param name="ScreenContentTools"><c>seq_force_screen_content_tools</c>: 0 or 1 for all frames, or
/// <see cref="SelectedPerFrame"/>.</param>
/// <param name="IntegerMv"><c>seq_force_integer_mv</c>: 0 or 1 for all frames, or <see cref="SelectedPerFrame"/>.</param>
/// <param name="BitDepth">The bit depth.</param>
/// <param name="IsMonochrome">Whether the video has no chroma planes (<c>mono_chrome</c>).</param>
/// <param name="OrderHintBits">The size of <c>order_hint</c> in bits; 0 where frame headers have none.</param>
/// <param name="HasDecoderModel">Whether frame headers may have buffer removal times.</param>
internal readonly record struct Av1SequenceHeader(
    uint Profile, bool IsReducedStillPicture, int Width, int Height, int PresentationTimeBits, int FrameIdBits,
    int ScreenContentTools, int IntegerMv, int BitDepth, bool IsMonochrome, int OrderHintBits, bool HasDecoderModel)
{
    /// <summary>
    /// The value that leaves the choice to each frame header (<c>SELECT_SCREEN_CONTENT_TOOLS</c>, <c>SELECT_INTEGER_MV</c>).
    /// </summary>
    public const int SelectedPerFrame = 2;

    // CP_BT_709, TC_SRGB, MC_IDENTITY: full range is implied, color_range is not coded.
    private const uint Srgb = 1 << 16 | 13 << 8;

    public static Av1SequenceHeader Parse(ReadOnlySpan<byte> payload)
    {
        var bits = new BitReader(payload);
        return Parse(ref bits);
    }

    /// <summary>Reads the color description and range (5.5.2), packed into one number.</summary>
    public static ulong ReadColors(ReadOnlySpan<byte> payload)
    {
        var bits = new BitReader(payload);
        var header = Parse(ref bits);
        var fields = new BitPacker();
        var descriptionPresent = bits.Bits(1);
        fields.Add(descriptionPresent, 1);
        var colors = descriptionPresent == 1 ? bits.Bits(24) : 0;
        fields.Add(colors, 24);
        fields.Add(colors == Srgb && !header.IsMonochrome ? 1 : bits.Bits(1), 1);
        return fields.Value!.Value;
    }

    private static Av1SequenceHeader Parse(ref BitReader bits)
    {
        var profile = bits.Bits(3);
        bits.Skip(1);
        var isStill = bits.Flag();
        var (timeBits, decoderModel) = (0, false);
        if (isStill) bits.Skip(5);
        else (timeBits, decoderModel) = ReadOperatingPoints(ref bits);
        var (widthBits, heightBits) = ((int)bits.Bits(4) + 1, (int)bits.Bits(4) + 1);
        var (width, height) = ((int)bits.Bits(widthBits) + 1, (int)bits.Bits(heightBits) + 1);
        var idBits = !isStill && bits.Flag() ? (int)bits.Bits(4) + 2 + (int)bits.Bits(3) + 1 : 0;
        bits.Skip(3);
        var (screenTools, integerMotion, orderBits) = isStill ? (SelectedPerFrame, SelectedPerFrame, 0) : ReadTools(ref bits);
        bits.Skip(3);
        var depth = !bits.Flag() ? 8 : profile == 2 && bits.Flag() ? 12 : 10;
        var isMonochrome = profile != 1 && bits.Flag();
        return new Av1SequenceHeader(
            profile, isStill, width, height, timeBits, idBits, screenTools, integerMotion, depth, isMonochrome, orderBits,
            decoderModel);
    }

    private static (int Screen, int Motion, int OrderBits) ReadTools(ref BitReader bits)
    {
        bits.Skip(4);
        var hasOrder = bits.Flag();
        if (hasOrder) bits.Skip(2);
        var screen = bits.Flag() ? SelectedPerFrame : (int)bits.Bits(1);
        var motion = screen == 0 || bits.Flag() ? SelectedPerFrame : (int)bits.Bits(1);
        return (screen, motion, hasOrder ? (int)bits.Bits(3) + 1 : 0);
    }

    /// <returns>The size of <c>frame_presentation_time</c> in bits, and whether there is a decoder model.</returns>
    private static (int TimeBits, bool HasDecoderModel) ReadOperatingPoints(ref BitReader bits)
    {
        var (delayBits, timeBits, equalIntervals) = (0, 0, false);
        if (bits.Flag())
        {
            bits.Skip(64);
            equalIntervals = bits.Flag();
            if (equalIntervals) bits.ExpGolomb();
            if (bits.Flag())
            {
                delayBits = (int)bits.Bits(5) + 1;
                bits.Skip(37);
                timeBits = (int)bits.Bits(5) + 1;
            }
        }
        var initialDelays = bits.Flag();
        var points = (int)bits.Bits(5) + 1;
        for (var point = 0; point < points; point++)
        {
            bits.Skip(12);
            if (bits.Bits(5) > 7) bits.Skip(1);
            if (delayBits > 0 && bits.Flag()) bits.Skip(2 * delayBits + 1);
            if (initialDelays && bits.Flag()) bits.Skip(4);
        }
        return (equalIntervals ? 0 : timeBits, delayBits > 0);
    }
}
