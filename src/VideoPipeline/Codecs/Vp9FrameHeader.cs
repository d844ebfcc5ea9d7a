namespace VideoPipeline.Codecs;

/// <summary>The first fields of the uncompressed header of a frame (VP9 specification, 6.2).</summary>
/// <param name="Profile">The profile, 0 to 3.</param>
/// <param name="IsKey">Whether the frame is a key frame.</param>
/// <param name="IsShown">Whether the frame is shown, or shows an existing one.</param>
/// <param name="BitDepth">The bit depth; null where the header does not have it.</param>
/// <param name="Size">The frame size in pixels; null where the frame inherits it from a reference frame.</param>
/// <param name="RefreshFrameFlags"><c>refresh_frame_flags</c>: one bit for each reference slot that the frame refreshes.</param>
/// <param name="ResetsContext">Whether the frame depends on earlier frames only through its reference frames: a key frame or an
/// error-resilient one.</param>
/// <param name="Colors">Color space, range and subsampling, packed; null where the header does not have them.</param>
internal readonly record struct Vp9FrameHeader(
    int Profile, bool IsKey, bool IsShown, int? BitDepth, (int Width, int Height)? Size, uint RefreshFrameFlags,
    bool ResetsContext, uint? Colors = null)
{
    private const uint AllSlots = 0xFF;
    private const uint SyncCode = 0x498342;
    private const uint Srgb = 7;

    // Intra-only frames of profile 0 have no color_config: they are BT.601, limited range.
    private const uint Bt601 = 2 << 4;

    private const int References = 3;

    public static Vp9FrameHeader Read(ref BitReader bits)
    {
        if (bits.Bits(2) != 2) throw new MalformedBitstreamException("a VP9 frame has no frame marker");
        var profile = (int)(bits.Bits(1) | bits.Bits(1) << 1);
        if (profile == 3) bits.Skip(1);
        var header = new Vp9FrameHeader(profile, false, true, null, null, 0, false);
        if (bits.Flag()) return header;
        var isKey = !bits.Flag();
        header = header with { IsKey = isKey, IsShown = bits.Flag() };
        var resilient = bits.Flag();
        header = header with { RefreshFrameFlags = isKey ? AllSlots : 0, ResetsContext = isKey || resilient };
        if (isKey)
        {
            ReadSync(ref bits);
            var (depth, colors) = ReadColorConfig(ref bits, profile);
            return header with { BitDepth = depth, Colors = colors, Size = ReadSize(ref bits) };
        }
        var intraOnly = !header.IsShown && bits.Flag();
        if (!resilient) bits.Skip(2);
        if (!intraOnly)
        {
            header = header with { RefreshFrameFlags = bits.Bits(8) };
            bits.Skip(References * 4);
            for (var reference = 0; reference < References; reference++)
                if (bits.Flag()) return header;
            return header with { Size = ReadSize(ref bits) };
        }
        ReadSync(ref bits);
        var (ownDepth, ownColors) = profile > 0 ? ReadColorConfig(ref bits, profile) : ((int?)null, Bt601);
        header = header with { BitDepth = ownDepth, Colors = ownColors };
        header = header with { RefreshFrameFlags = bits.Bits(8) };
        return header with { Size = ReadSize(ref bits) };
    }

    private static void ReadSync(ref BitReader bits)
    {
        if (bits.Bits(24) != SyncCode) throw new MalformedBitstreamException("a VP9 frame has no sync code");
    }

    // color_config (6.2.2).
    private static (int? Depth, uint Colours) ReadColorConfig(ref BitReader bits, int profile)
    {
        var depth = profile < 2 ? 8 : bits.Flag() ? 12 : 10;
        var colors = bits.Bits(3);
        var hasSubsampling = profile is 1 or 3;
        if (colors != Srgb) return (depth, colors << 4 | bits.Bits(hasSubsampling ? 4 : 1));
        if (hasSubsampling) bits.Skip(1);
        return (depth, colors << 4);
    }

    private static (int Width, int Height) ReadSize(ref BitReader bits) => ((int)bits.Bits(16) + 1, (int)bits.Bits(16) + 1);
}
