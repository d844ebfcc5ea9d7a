namespace VideoPipeline.Codecs;

/// <summary>A NAL unit header (H.265, 7.3.1.2) and the NAL unit types (table 7-1).</summary>
/// <param name="Type"><c>nal_unit_type</c>, 0 to 63; types below 32 are slices.</param>
/// <param name="Layer"><c>nuh_layer_id</c>; 0 is the base layer, the only one that is decoded.</param>
/// <param name="SubLayer"><c>TemporalId</c>, the temporal sub-layer, from 0.</param>
internal readonly record struct HevcNalUnit(int Type, int Layer, int SubLayer)
{
    public const int HeaderBytes = 2;
    public const int BlaWLp = 16;
    public const int BlaNLp = 18;
    public const int IdrWRadl = 19;
    public const int IdrNLp = 20;
    public const int LastIrap = 21;
    public const int Vps = 32;
    public const int Sps = 33;
    public const int Pps = 34;
    public const int EndOfSequence = 36;
    public const int EndOfBitstream = 37;
    public const int PrefixSei = 39;
    public const int SuffixSei = 40;

    private const int LastReservedNonReference = 14;

    public bool IsSlice => Type < Vps;

    /// <summary>Whether the slice belongs to a sub-layer non-reference picture: the even types up to 14.</summary>
    public bool IsSubLayerNonReference => Type <= LastReservedNonReference && Type % 2 == 0;

    /// <summary>Reads the header of a NAL unit.</summary>
    /// <param name="unit">The NAL unit, at least <see cref="HeaderBytes"/> long.</param>
    public static HevcNalUnit Parse(ReadOnlySpan<byte> unit) =>
        new(unit[0] >> 1 & 0x3F, (unit[0] & 1) << 5 | unit[1] >> 3, (unit[1] & 7) - 1);
}
