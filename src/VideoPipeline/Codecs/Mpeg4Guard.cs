namespace VideoPipeline.Codecs;

/// <summary>Checks MPEG-4 Part 2 samples (ISO/IEC 14496-2, 6.2).</summary>
internal sealed class Mpeg4Guard(byte[] configuration, Mpeg4VideoObjectLayer layer, bool rejectsBFrames) : ISampleGuard
{
    private const int FirstLayer = 0x20;
    private const int LastLayer = 0x2F;
    private const int UserData = 0xB2;
    private const int SequenceEnd = 0xB1;
    private const int VisualObject = 0xB5;
    private const int Vop = 0xB6;
    private const string NewHeaders =
        "a sample has a VOL header, visual object header or user data that is not in the sample description";
    private const uint Intra = 0;
    private const uint Bidirectional = 2;

    public static CodecSupport Support(SampleEntry entry, bool reorders)
    {
        var units = new StartCodes(entry.Configuration);
        while (units.MoveNext())
        {
            if (units.Code is < FirstLayer or > LastLayer) continue;
            var layer = Mpeg4VideoObjectLayer.Parse(units.Payload);
            var guard = new Mpeg4Guard(entry.Configuration, layer, rejectsBFrames: !reorders);
            return CodecSupport.Splittable(entry, "mpeg4", guard, reorder: 1);
        }
        return CodecSupport.Unsplittable(entry, "mpeg4", "its sample description has no VOL header");
    }

    public bool NeedsNextSampleForOrder => rejectsBFrames;

    public StatefulSamples StatefulSamples => StatefulSamples.All;

    /// <remarks>
    /// VOL and visual object headers apply until others replace them. Decoders read the name of the encoder from user data and
    /// work around its bugs from then on.
    /// </remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        var units = new StartCodes(head);
        while (units.MoveNext())
        {
            if (units.Code == Vop) return default(PersistentState);
            if (!units.IsComplete) return null;
            if (HasNewHeaders(units)) return new PersistentState(NewHeaders, null);
        }
        return null;
    }

    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head)
    {
        var units = new StartCodes(head);
        while (units.MoveNext())
            if (units.Code == Vop) return new BitReader(units.Payload).Bits(2) == Intra;
        return false;
    }

    public OutputOrderReader? CreateOutputOrderReader()
    {
        var order = new BPictureOrder();
        return sample =>
        {
            var units = new StartCodes(sample);
            while (units.MoveNext())
                if (units.Code == Vop) return order.Next(new BitReader(units.Payload).Bits(2) == Bidirectional);
            return null;
        };
    }

    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample)
    {
        var vops = 0;
        var units = new StartCodes(sample);
        while (units.MoveNext())
        {
            if (HasNewHeaders(units)) return NewHeaders;
            if (units.Code != Vop) continue;
            vops++;
            if (CheckVop(units.Payload, out var type) is { } reason) return reason;
            if (type != Bidirectional) continue;
            if (rejectsBFrames) return "it has B-frames, but its time stamps are in decode order";
            // ffmpeg computes the distance between fields from the first B-VOP that it decodes (libavcodec/mpeg4videodec.c,
            // t_frame).
            if (layer.IsInterlaced) return "it is interlaced and has B-frames";
            // Without vol_control_parameters, ffmpeg learns only from the first B-VOP that frames are reordered.
            if (!layer.HasControlParameters)
                return "it has B-frames that its VOL header does not announce (vol_control_parameters)";
        }
        return vops == 1 ? FindTrailingUnsplittableReason(sample) : $"a sample has {vops} VOPs instead of one";
    }

    public string? FindTrailingUnsplittableReason(ReadOnlySpan<byte> tail) =>
        StartCodes.EndsWithHeaders(tail, code => code == Vop, SequenceEnd) ? ISampleGuard.TrailingHeadersReason : null;

    /// <remarks>The same as <see cref="IsRandomAccessPoint"/>, because its leading B-VOPs are presented before it.</remarks>
    public bool ResetsDecoder(ReadOnlySpan<byte> head) => IsRandomAccessPoint(head);

    /// <remarks>
    /// B-VOPs are not reference pictures (6.3.5). Those of interlaced video are never disposable; they make the video
    /// unsplittable.
    /// </remarks>
    public bool CanSkip(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next)
    {
        if (layer.IsInterlaced) return false;
        var vops = 0;
        var units = new StartCodes(sample);
        while (units.MoveNext())
        {
            if (units.Code != Vop || new BitReader(units.Payload).Bits(2) != Bidirectional) return false;
            vops++;
        }
        return vops > 0;
    }

    private bool HasNewHeaders(in StartCodes units) =>
        units.Code is UserData or VisualObject or (>= FirstLayer and <= LastLayer) && !IsDescribed(units.Unit);

    // Compares complete units: a unit is not described by a longer one that starts with it.
    private bool IsDescribed(ReadOnlySpan<byte> unit)
    {
        var units = new StartCodes(configuration);
        while (units.MoveNext())
            if (units.Unit.SequenceEqual(unit)) return true;
        return false;
    }

    // VideoObjectPlane (6.2.5). Where a marker bit is missing, ffmpeg guesses the size of vop_time_increment for all later
    // frames.
    private string? CheckVop(ReadOnlySpan<byte> payload, out uint type)
    {
        var bits = new BitReader(payload);
        type = bits.Bits(2);
        while (bits.Flag())
        {
        }
        var hasMarker = bits.Flag();
        bits.Skip(layer.TimeIncrementBits);
        if (!hasMarker || !bits.Flag()) return "a marker bit is missing in a VOP header";
        return bits.Flag() ? null : "it has VOPs that are not coded (vop_coded)";
    }
}
