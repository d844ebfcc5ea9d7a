namespace VideoPipeline.Containers.Codecs;

/// <summary>MPEG-1 and MPEG-2 video (ISO/IEC 11172-2, 2.4.2; ITU-T H.262, 6.2).</summary>
internal sealed class MpegVideoGuard(int width, int height, bool bFramesForbidden) : ISampleGuard
{
    private const int Picture = 0x00;
    private const int SequenceHeader = 0xB3;
    private const int Extension = 0xB5;
    private const int GroupOfPictures = 0xB8;
    private const uint SequenceExtension = 1;
    private const uint PictureDisplayExtension = 7;
    private const uint PictureCodingExtension = 8;
    private const uint Intra = 1;
    private const uint Bidirectional = 3;
    private const uint Chroma420 = 1;
    private const uint WholeFrame = 3;
    private const int Mpeg1ObjectType = 0x6A;

    public static CodecRules Rules(SampleEntry entry, bool reorders)
    {
        var name = entry.ObjectType == Mpeg1ObjectType || entry.Format is "m1v " or "m1v1" or "mp1v" or "mpeg" ? "mpeg1video" : "mpeg2video";
        return CodecRules.Cuttable(entry, name, new MpegVideoGuard(entry.Width, entry.Height, bFramesForbidden: !reorders));
    }

    public bool DoubtsOrder => bFramesForbidden;

    /// <remarks>A sequence header sets everything that pictures depend on, so what came before does not matter.</remarks>
    public bool StartsClean(ReadOnlySpan<byte> head)
    {
        var described = false;
        var units = new StartCodes(head);
        while (units.MoveNext())
        {
            if (units.Code == SequenceHeader) described = true;
            if (units.Code == Picture) return described && CodingType(units.Payload) == Intra;
        }
        return false;
    }

    public string? Objection(ReadOnlySpan<byte> sample)
    {
        var (pictures, fields) = (0, 0);
        var units = new StartCodes(sample);
        while (units.MoveNext())
        {
            switch (units.Code)
            {
                case SequenceHeader when Size(units.Payload) != (width, height):
                    return "the size of its frames changes";
                case Picture:
                    pictures++;
                    if (bFramesForbidden && CodingType(units.Payload) == Bidirectional) return "it has B-frames, but its container gives them no order";
                    break;
                case Extension:
                    var bits = new BitReader(units.Payload);
                    var kind = bits.Bits(4);
                    if (kind == SequenceExtension && !IsPlain(ref bits)) return "it is larger than 4095 pixels, or its chroma is not 4:2:0";
                    if (kind == PictureCodingExtension && !IsFrame(ref bits)) fields++;
                    break;
            }
        }
        return (pictures, fields) is (1, 0) or (2, 2) ? null : "a sample does not hold exactly one frame";
    }

    /// <remarks>As <see cref="StartsClean"/>; pictures that lead it are shown before it.</remarks>
    public bool StartsAnew(ReadOnlySpan<byte> head) => StartsClean(head);

    /// <remarks>B-pictures are no references (H.262, 3.15); headers and matrices among them would hold for those that follow.</remarks>
    public bool IsDisposable(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next)
    {
        var pictures = 0;
        var units = new StartCodes(sample);
        while (units.MoveNext())
        {
            switch (units.Code)
            {
                case Picture when CodingType(units.Payload) == Bidirectional:
                    pictures++;
                    break;
                case Picture or SequenceHeader or GroupOfPictures:
                case Extension when new BitReader(units.Payload).Bits(4) is not (PictureCodingExtension or PictureDisplayExtension):
                    return false;
            }
        }
        return pictures > 0;
    }

    private static uint CodingType(ReadOnlySpan<byte> payload)
    {
        var bits = new BitReader(payload);
        bits.Skip(10);
        return bits.Bits(3);
    }

    private static (int Width, int Height) Size(ReadOnlySpan<byte> payload)
    {
        var bits = new BitReader(payload);
        return ((int)bits.Bits(12), (int)bits.Bits(12));
    }

    private static bool IsPlain(ref BitReader bits)
    {
        bits.Skip(9);
        return bits.Bits(2) == Chroma420 && bits.Bits(4) == 0;
    }

    private static bool IsFrame(ref BitReader bits)
    {
        bits.Skip(18);
        return bits.Bits(2) == WholeFrame;
    }
}
