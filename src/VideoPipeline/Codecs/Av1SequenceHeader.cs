namespace VideoPipeline.Codecs;

/// <summary>What a sequence header says that frame headers depend on (AV1 specification, 5.5).</summary>
/// <param name="Profile">0 to 2: with <paramref name="Depth"/> and <paramref name="IsGrey"/>, the pixel format.</param>
/// <param name="IsStill">Whether frame headers are those of a still picture.</param>
/// <param name="Width">Pixels of the largest frame.</param>
/// <param name="Height">Pixels of the largest frame.</param>
/// <param name="TimeBits">Bits of a presentation time in frame headers; 0 where they have none.</param>
/// <param name="FrameIdBits">Bits of a frame's number; 0 where frames have none.</param>
/// <param name="ScreenTools">0 or 1 for all frames, or <see cref="Chosen"/>.</param>
/// <param name="IntegerMotion">0 or 1 for all frames, or <see cref="Chosen"/>.</param>
/// <param name="Depth">Bits a sample.</param>
/// <param name="IsGrey">Whether there is no chroma.</param>
/// <param name="OrderBits">Bits of a frame's place in the order of output; 0 where frames have none.</param>
/// <param name="HasDecoderModel">Whether frame headers may say when buffers are emptied.</param>
internal readonly record struct Av1SequenceHeader(
    uint Profile, bool IsStill, int Width, int Height, int TimeBits, int FrameIdBits, int ScreenTools, int IntegerMotion, int Depth,
    bool IsGrey, int OrderBits, bool HasDecoderModel)
{
    /// <summary>Each frame says so itself.</summary>
    public const int Chosen = 2;

    // Primaries of BT.709, transfer of sRGB, no matrix: full range, unsaid.
    private const uint Srgb = 1 << 16 | 13 << 8;

    public static Av1SequenceHeader Parse(ReadOnlySpan<byte> payload)
    {
        var bits = new BitReader(payload);
        return Parse(ref bits);
    }

    /// <summary>Its colour description and range (5.5.2), as one number.</summary>
    public static ulong Colours(ReadOnlySpan<byte> payload)
    {
        var bits = new BitReader(payload);
        var header = Parse(ref bits);
        var state = new BitPacker();
        var described = bits.Bits(1);
        state.Add(described, 1);
        var colours = described == 1 ? bits.Bits(24) : 0;
        state.Add(colours, 24);
        state.Add(colours == Srgb && !header.IsGrey ? 1 : bits.Bits(1), 1);
        return state.Value!.Value;
    }

    private static Av1SequenceHeader Parse(ref BitReader bits)
    {
        var profile = bits.Bits(3);
        bits.Skip(1);
        var still = bits.Flag();
        var (timeBits, decoderModel) = (0, false);
        if (still) bits.Skip(5);
        else (timeBits, decoderModel) = ReadOperatingPoints(ref bits);
        var (widthBits, heightBits) = ((int)bits.Bits(4) + 1, (int)bits.Bits(4) + 1);
        var (width, height) = ((int)bits.Bits(widthBits) + 1, (int)bits.Bits(heightBits) + 1);
        var idBits = !still && bits.Flag() ? (int)bits.Bits(4) + 2 + (int)bits.Bits(3) + 1 : 0;
        bits.Skip(3);
        var (screenTools, integerMotion, orderBits) = still ? (Chosen, Chosen, 0) : ReadTools(ref bits);
        bits.Skip(3);
        var depth = !bits.Flag() ? 8 : profile == 2 && bits.Flag() ? 12 : 10;
        var grey = profile != 1 && bits.Flag();
        return new Av1SequenceHeader(profile, still, width, height, timeBits, idBits, screenTools, integerMotion, depth, grey, orderBits, decoderModel);
    }

    private static (int Screen, int Motion, int OrderBits) ReadTools(ref BitReader bits)
    {
        bits.Skip(4);
        var hasOrder = bits.Flag();
        if (hasOrder) bits.Skip(2);
        var screen = bits.Flag() ? Chosen : (int)bits.Bits(1);
        var motion = screen == 0 || bits.Flag() ? Chosen : (int)bits.Bits(1);
        return (screen, motion, hasOrder ? (int)bits.Bits(3) + 1 : 0);
    }

    /// <returns>Bits of a presentation time in frame headers, and whether there is a decoder model.</returns>
    private static (int TimeBits, bool HasDecoderModel) ReadOperatingPoints(ref BitReader bits)
    {
        var (delayBits, timeBits, equalIntervals) = (0, 0, false);
        if (bits.Flag())
        {
            bits.Skip(64);
            equalIntervals = bits.Flag();
            if (equalIntervals) bits.Golomb();
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
