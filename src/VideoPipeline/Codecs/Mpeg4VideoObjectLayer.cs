using System.Numerics;

namespace VideoPipeline.Codecs;

/// <summary>The fields of a video object layer (VOL) header (ISO/IEC 14496-2, 6.2.3).</summary>
/// <param name="TimeIncrementBits">The size of <c>vop_time_increment</c> in bits.</param>
/// <param name="IsInterlaced">Whether frames may be interlaced.</param>
/// <param name="HasControlParameters">Whether the header has <c>vol_control_parameters</c>, which state whether frames may be
/// reordered.</param>
internal readonly record struct Mpeg4VideoObjectLayer(int TimeIncrementBits, bool IsInterlaced, bool HasControlParameters)
{
    private const uint ExtendedAspect = 15;

    private const int SizeBits = 13;

    public static Mpeg4VideoObjectLayer Parse(ReadOnlySpan<byte> payload)
    {
        var bits = new BitReader(payload);
        bits.Skip(9);
        if (bits.Flag()) bits.Skip(7);
        if (bits.Bits(4) == ExtendedAspect) bits.Skip(16);
        var control = bits.Flag();
        if (control)
        {
            bits.Skip(3);
            if (bits.Flag()) bits.Skip(79);
        }
        if (bits.Bits(2) != 0) throw new MalformedBitstreamException("its video object layer is not rectangular");
        bits.Skip(1);
        var resolution = (int)bits.Bits(16);
        var timeBits = Math.Max(1, 32 - BitOperations.LeadingZeroCount((uint)Math.Max(0, resolution - 1)));
        bits.Skip(1);
        if (bits.Flag()) bits.Skip(timeBits);
        bits.Skip(1 + SizeBits + 1 + SizeBits + 1);
        return new Mpeg4VideoObjectLayer(timeBits, bits.Flag(), control);
    }
}
