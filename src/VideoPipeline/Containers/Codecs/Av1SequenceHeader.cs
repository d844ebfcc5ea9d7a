namespace VideoPipeline.Containers.Codecs;

/// <summary>What a sequence header says that frame headers depend on (AV1 specification, 5.5).</summary>
/// <param name="IsStill">Whether frame headers are those of a still picture.</param>
/// <param name="Width">Pixels of the largest frame.</param>
/// <param name="Height">Pixels of the largest frame.</param>
/// <param name="TimeBits">Bits of a presentation time in frame headers; 0 where they have none.</param>
/// <param name="FrameIdBits">Bits of a frame's number; 0 where frames have none.</param>
/// <param name="ScreenTools">0 or 1 for all frames, or <see cref="Chosen"/>.</param>
/// <param name="IntegerMotion">0 or 1 for all frames, or <see cref="Chosen"/>.</param>
internal readonly record struct Av1SequenceHeader(
    bool IsStill, int Width, int Height, int TimeBits, int FrameIdBits, int ScreenTools, int IntegerMotion)
{
    /// <summary>Each frame says so itself.</summary>
    public const int Chosen = 2;

    public static Av1SequenceHeader Parse(ReadOnlySpan<byte> payload)
    {
        var bits = new BitReader(payload);
        bits.Skip(4);
        var still = bits.Flag();
        var timeBits = 0;
        if (still) bits.Skip(5);
        else timeBits = ReadOperatingPoints(ref bits);
        var (widthBits, heightBits) = ((int)bits.Bits(4) + 1, (int)bits.Bits(4) + 1);
        var (width, height) = ((int)bits.Bits(widthBits) + 1, (int)bits.Bits(heightBits) + 1);
        var idBits = !still && bits.Flag() ? (int)bits.Bits(4) + 2 + (int)bits.Bits(3) + 1 : 0;
        bits.Skip(3);
        if (still) return new Av1SequenceHeader(still, width, height, timeBits, idBits, Chosen, Chosen);
        bits.Skip(4);
        if (bits.Flag()) bits.Skip(2);
        var screenTools = bits.Flag() ? Chosen : (int)bits.Bits(1);
        var integerMotion = screenTools == 0 || bits.Flag() ? Chosen : (int)bits.Bits(1);
        return new Av1SequenceHeader(still, width, height, timeBits, idBits, screenTools, integerMotion);
    }

    /// <returns>Bits of a presentation time in frame headers.</returns>
    private static int ReadOperatingPoints(ref BitReader bits)
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
        return equalIntervals ? 0 : timeBits;
    }
}
