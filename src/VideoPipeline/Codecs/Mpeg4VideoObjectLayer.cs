using System.Numerics;

namespace VideoPipeline.Codecs;

/// <summary>What the header of a video object layer says (ISO/IEC 14496-2, 6.2.3).</summary>
/// <param name="TimeBits">How many bits <c>vop_time_increment</c> has in the headers of frames.</param>
/// <param name="IsInterlaced">Whether frames may consist of fields.</param>
/// <param name="HasControl">Whether it says if frames may be reordered (<c>vol_control_parameters</c>).</param>
internal readonly record struct Mpeg4VideoObjectLayer(int TimeBits, bool IsInterlaced, bool HasControl)
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
        if (bits.Bits(2) != 0) throw new MalformedBitstreamException("its pictures are no rectangles");
        bits.Skip(1);
        var resolution = (int)bits.Bits(16);
        var timeBits = Math.Max(1, 32 - BitOperations.LeadingZeroCount((uint)Math.Max(0, resolution - 1)));
        bits.Skip(1);
        if (bits.Flag()) bits.Skip(timeBits);
        bits.Skip(1 + SizeBits + 1 + SizeBits + 1);
        return new Mpeg4VideoObjectLayer(timeBits, bits.Flag(), control);
    }
}
