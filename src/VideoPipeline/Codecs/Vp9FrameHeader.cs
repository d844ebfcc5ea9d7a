namespace VideoPipeline.Codecs;

/// <summary>The beginning of a frame's uncompressed header (VP9 specification, 6.2).</summary>
/// <param name="Profile">0 to 3.</param>
/// <param name="IsKey">Whether it is decoded without any other frame.</param>
/// <param name="IsShown">Whether it gives a frame to show.</param>
/// <param name="BitDepth">Bits a sample, where the frame says so.</param>
/// <param name="Size">Pixels, where the frame does not take them from one it refers to.</param>
/// <param name="Refreshes">A bit for each slot of reference frames that the frame fills.</param>
/// <param name="ForgetsOthers">Whether it begins with nothing of the frames before but what it refers to: a key frame, or an error-resilient one.</param>
/// <param name="Colours">Colour space, range and subsampling, where the frame says so.</param>
internal readonly record struct Vp9FrameHeader(
    int Profile, bool IsKey, bool IsShown, int? BitDepth, (int Width, int Height)? Size, uint Refreshes, bool ForgetsOthers,
    uint? Colours = null)
{
    private const uint AllSlots = 0xFF;
    private const uint SyncCode = 0x498342;
    private const uint Srgb = 7;

    // What frames of profile 0 are that need no other and say nothing: BT.601, limited range.
    private const uint Bt601 = 2 << 4;

    private const int References = 3;

    public static Vp9FrameHeader Read(ref BitReader bits)
    {
        if (bits.Bits(2) != 2) throw new MalformedBitstreamException("a VP9 frame does not begin as one");
        var profile = (int)(bits.Bits(1) | bits.Bits(1) << 1);
        if (profile == 3) bits.Skip(1);
        var header = new Vp9FrameHeader(profile, false, true, null, null, 0, false);
        if (bits.Flag()) return header;
        var isKey = !bits.Flag();
        header = header with { IsKey = isKey, IsShown = bits.Flag() };
        var resilient = bits.Flag();
        header = header with { Refreshes = isKey ? AllSlots : 0, ForgetsOthers = isKey || resilient };
        if (isKey)
        {
            ReadSync(ref bits);
            var (depth, colours) = ReadColours(ref bits, profile);
            return header with { BitDepth = depth, Colours = colours, Size = ReadSize(ref bits) };
        }
        var intraOnly = !header.IsShown && bits.Flag();
        if (!resilient) bits.Skip(2);
        if (!intraOnly)
        {
            header = header with { Refreshes = bits.Bits(8) };
            bits.Skip(References * 4);
            for (var reference = 0; reference < References; reference++)
                if (bits.Flag()) return header;
            return header with { Size = ReadSize(ref bits) };
        }
        ReadSync(ref bits);
        var (ownDepth, own) = profile > 0 ? ReadColours(ref bits, profile) : ((int?)null, Bt601);
        header = header with { BitDepth = ownDepth, Colours = own };
        header = header with { Refreshes = bits.Bits(8) };
        return header with { Size = ReadSize(ref bits) };
    }

    private static void ReadSync(ref BitReader bits)
    {
        if (bits.Bits(24) != SyncCode) throw new MalformedBitstreamException("a VP9 key frame lacks its sync code");
    }

    // color_config (6.2.2).
    private static (int? Depth, uint Colours) ReadColours(ref BitReader bits, int profile)
    {
        var depth = profile < 2 ? 8 : bits.Flag() ? 12 : 10;
        var colours = bits.Bits(3);
        var isSampled = profile is 1 or 3;
        if (colours != Srgb) return (depth, colours << 4 | bits.Bits(isSampled ? 4 : 1));
        if (isSampled) bits.Skip(1);
        return (depth, colours << 4);
    }

    private static (int Width, int Height) ReadSize(ref BitReader bits) => ((int)bits.Bits(16) + 1, (int)bits.Bits(16) + 1);
}
