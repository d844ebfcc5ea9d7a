namespace VideoPipeline.Codecs;

/// <summary>MPEG-4 Part 2 (ISO/IEC 14496-2, 6.2).</summary>
internal sealed class Mpeg4Guard(byte[] configuration, Mpeg4VideoObjectLayer layer, bool bFramesForbidden) : ISampleGuard
{
    private const int FirstLayer = 0x20;
    private const int LastLayer = 0x2F;
    private const int UserData = 0xB2;
    private const int SequenceEnd = 0xB1;
    private const int VisualObject = 0xB5;
    private const int Plane = 0xB6;
    private const string NewParameters = "a sample brings parameters that the sample description does not have";
    private const uint Intra = 0;
    private const uint Bidirectional = 2;

    public static CodecSupport Support(SampleEntry entry, bool reorders)
    {
        var units = new StartCodes(entry.Configuration);
        while (units.MoveNext())
        {
            if (units.Code is < FirstLayer or > LastLayer) continue;
            var guard = new Mpeg4Guard(entry.Configuration, Mpeg4VideoObjectLayer.Parse(units.Payload), bFramesForbidden: !reorders);
            return CodecSupport.Splittable(entry, "mpeg4", guard, reorder: 1);
        }
        return CodecSupport.Unsplittable(entry, "mpeg4", "its parameters are only among its samples");
    }

    public bool NeedsNextSampleForOrder => bFramesForbidden;

    public StatefulSamples StatefulSamples => StatefulSamples.All;

    /// <remarks>
    /// Layers and visual objects hold until others come; from user data decoders take the encoder's name, and work around its faults from
    /// then on.
    /// </remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        var units = new StartCodes(head);
        while (units.MoveNext())
        {
            if (units.Code == Plane) return default(PersistentState);
            if (!units.IsClosed) return null;
            if (Leaves(units)) return new PersistentState(NewParameters, null);
        }
        return null;
    }

    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head)
    {
        var units = new StartCodes(head);
        while (units.MoveNext())
            if (units.Code == Plane) return new BitReader(units.Payload).Bits(2) == Intra;
        return false;
    }

    public OutputOrderReader? CreateOutputOrderReader()
    {
        var order = new ReferenceOrder();
        return sample =>
        {
            var units = new StartCodes(sample);
            while (units.MoveNext())
                if (units.Code == Plane) return order.Next(new BitReader(units.Payload).Bits(2) == Bidirectional);
            return null;
        };
    }

    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample)
    {
        var planes = 0;
        var units = new StartCodes(sample);
        while (units.MoveNext())
        {
            if (Leaves(units)) return NewParameters;
            if (units.Code != Plane) continue;
            planes++;
            if (Read(units.Payload, out var type) is { } objection) return objection;
            if (type != Bidirectional) continue;
            if (bFramesForbidden) return "it has B-frames, but its container gives them no order";
            // ffmpeg takes the distance of fields from the first B-VOP it sees (libavcodec/mpeg4videodec.c, t_frame).
            if (layer.IsInterlaced) return "it is interlaced and has B-frames";
            // ... and that there may be some from the first one, where the layer does not say.
            if (!layer.HasControl) return "it has B-frames, which its parameters do not announce";
        }
        return planes == 1 ? FindTrailingUnsplittableReason(sample) : $"a sample holds {planes} frames instead of one";
    }

    public string? FindTrailingUnsplittableReason(ReadOnlySpan<byte> tail) =>
        StartCodes.EndWithHeaders(tail, code => code == Plane, SequenceEnd) ? ISampleGuard.HasTrailingHeaders : null;

    /// <remarks>As <see cref="IsRandomAccessPoint"/>; pictures that lead it are shown before it.</remarks>
    public bool ResetsDecoder(ReadOnlySpan<byte> head) => IsRandomAccessPoint(head);

    /// <remarks>B-VOPs are no references (6.3.5); of interlaced video they are kept, and objected to.</remarks>
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

    private bool Leaves(in StartCodes units) =>
        units.Code is UserData or VisualObject or (>= FirstLayer and <= LastLayer) && !IsDescribed(units.Unit);

    // The unit as a whole, not the beginning of a longer one.
    private bool IsDescribed(ReadOnlySpan<byte> unit)
    {
        var units = new StartCodes(configuration);
        while (units.MoveNext())
            if (units.Unit.SequenceEqual(unit)) return true;
        return false;
    }

    // 6.2.5. Where a marker bit is missing, ffmpeg guesses the length of the time anew, for all frames from there on.
    private string? Read(ReadOnlySpan<byte> payload, out uint type)
    {
        var bits = new BitReader(payload);
        type = bits.Bits(2);
        while (bits.Flag())
        {
        }
        var marked = bits.Flag();
        bits.Skip(layer.TimeBits);
        if (!marked || !bits.Flag()) return "a marker bit is missing in a header";
        return bits.Flag() ? null : "it has frames that are not coded";
    }
}
