namespace VideoPipeline.Containers.Codecs;

/// <summary>Reads the header of a video object layer (ISO/IEC 14496-2, 6.2.3).</summary>
internal static class Mpeg4Layer
{
    private const uint ExtendedAspect = 15;

    /// <summary>How many bits <c>vop_time_increment</c> has in the headers of frames.</summary>
    public static int TimeBits(ReadOnlySpan<byte> payload)
    {
        var bits = new BitReader(payload);
        bits.Skip(9);
        if (bits.Flag()) bits.Skip(7);
        if (bits.Bits(4) == ExtendedAspect) bits.Skip(16);
        if (bits.Flag())
        {
            bits.Skip(3);
            if (bits.Flag()) bits.Skip(79);
        }
        if (bits.Bits(2) != 0) throw new MalformedBitsException("its pictures are no rectangles");
        bits.Skip(1);
        var resolution = (int)bits.Bits(16);
        return Math.Max(1, 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)Math.Max(0, resolution - 1)));
    }
}
