namespace VideoPipeline.Containers.Codecs;

/// <summary>MPEG-4 Part 2 (ISO/IEC 14496-2, 6.2).</summary>
internal sealed class Mpeg4Guard(byte[] configuration, Mpeg4Layer layer, bool bFramesForbidden) : ISampleGuard
{
    private const int FirstLayer = 0x20;
    private const int LastLayer = 0x2F;
    private const int UserData = 0xB2;
    private const int Plane = 0xB6;
    private const uint Intra = 0;
    private const uint Bidirectional = 2;

    public static CodecRules Rules(SampleEntry entry, bool reorders)
    {
        var units = new StartCodes(entry.Configuration);
        while (units.MoveNext())
        {
            if (units.Code is < FirstLayer or > LastLayer) continue;
            var guard = new Mpeg4Guard(entry.Configuration, Mpeg4Layer.Parse(units.Payload), bFramesForbidden: !reorders);
            return CodecRules.Cuttable(entry, "mpeg4", guard);
        }
        return CodecRules.Whole(entry, "mpeg4", "its parameters are only among its samples");
    }

    public bool DoubtsOrder => bFramesForbidden;

    public bool StartsClean(ReadOnlySpan<byte> head)
    {
        var units = new StartCodes(head);
        while (units.MoveNext())
            if (units.Code == Plane) return new BitReader(units.Payload).Bits(2) == Intra;
        return false;
    }

    public string? Objection(ReadOnlySpan<byte> sample)
    {
        var planes = 0;
        var units = new StartCodes(sample);
        while (units.MoveNext())
        {
            switch (units.Code)
            {
                // Decoders take the encoder's name from user data, and work around its faults from then on.
                case UserData or (>= FirstLayer and <= LastLayer) when configuration.AsSpan().IndexOf(units.Unit) < 0:
                    return "a sample brings parameters that the sample description does not have";
                case Plane:
                    planes++;
                    if (!IsCoded(units.Payload, out var type)) return "it has frames that are not coded";
                    if (bFramesForbidden && type == Bidirectional) return "it has B-frames, but its container gives them no order";
                    break;
            }
        }
        return planes == 1 ? null : $"a sample holds {planes} frames instead of one";
    }

    /// <remarks>As <see cref="StartsClean"/>; pictures that lead it are shown before it.</remarks>
    public bool StartsAnew(ReadOnlySpan<byte> head) => StartsClean(head);

    /// <remarks>
    /// B-VOPs are no references (6.3.5). Of interlaced video they are kept: ffmpeg takes the distance of fields from the first
    /// B-VOP it sees (libavcodec/mpeg4videodec.c, <c>t_frame</c>).
    /// </remarks>
    public bool IsDisposable(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next)
    {
        if (layer.IsInterlaced) return false;
        var planes = 0;
        var units = new StartCodes(sample);
        while (units.MoveNext())
        {
            if (units.Code != Plane || new BitReader(units.Payload).Bits(2) != Bidirectional) return false;
            planes++;
        }
        return planes > 0;
    }

    private bool IsCoded(ReadOnlySpan<byte> payload, out uint type)
    {
        var bits = new BitReader(payload);
        type = bits.Bits(2);
        while (bits.Flag())
        {
        }
        bits.Skip(1 + layer.TimeBits + 1);
        return bits.Flag();
    }
}
