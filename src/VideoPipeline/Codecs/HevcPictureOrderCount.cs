namespace VideoPipeline.Codecs;

/// <summary>
/// Computes the picture order count (POC) of HEVC pictureParameterSets (8.3.1): the order in which a decoder outputs them,
/// independent of the container's time stamps.
/// </summary>
/// <param name="sequence">The only SPS of the base layer.</param>
/// <param name="pictureParameterSets">The PPS NAL units.</param>
internal sealed class HevcPictureOrderCount(HevcSps sequence, IReadOnlyList<byte[]> pictureParameterSets)
{
    private const int HeadBytes = 40;
    private const int FirstIdr = 19;
    private const int LastIdr = 20;
    private const int FirstLeading = 6;
    private const int LastLeading = 9;
    private const int LastNonReference = 14;
    private const int LastReservedIrap = 23;
    private const int EpochShift = 34;

    private readonly Dictionary<uint, (bool HasOutputFlag, int ExtraBits)> _pps =
        pictureParameterSets.Select(ReadPps).ToDictionary(set => set.Id, set => (set.HasOutputFlag, set.ExtraBits));

    private long _epoch;
    private int _referenceHigh;
    private int _referenceLow;

    /// <summary>
    /// Computes the output position of the next picture in decode order: a number that increases in output order.
    /// </summary>
    /// <param name="slice">The NAL unit of the picture's first slice.</param>
    public long Next(ReadOnlySpan<byte> slice)
    {
        var type = HevcNalUnit.Parse(slice).Type;
        var isIdr = type is >= FirstIdr and <= LastIdr;
        if (isIdr) (_epoch, _referenceHigh, _referenceLow) = (_epoch + 1, 0, 0);
        var low = isIdr ? 0 : ReadPicOrderCountLsb(slice, type);
        var high = H264PictureOrderCount.ComputeMsb(low, _referenceLow, _referenceHigh, 1 << sequence.PicOrderCountLsbBits);
        var isLowestSubLayer = (slice[1] & 7) == 1;
        var isNonReference = type <= LastNonReference && type % 2 == 0;
        if (isLowestSubLayer && !isNonReference && type is < FirstLeading or > LastLeading)
            (_referenceHigh, _referenceLow) = (high, low);
        return (_epoch << EpochShift) + high + low;
    }

    /// <summary>Reads <c>pps_pic_parameter_set_id</c> of a PPS.</summary>
    public static uint ReadPpsId(byte[] unit) => ReadPps(unit).Id;

    // slice_pic_order_cnt_lsb of the first slice_segment_header of a picture (7.3.6.1).
    private int ReadPicOrderCountLsb(ReadOnlySpan<byte> slice, int type)
    {
        var bits = new BitReader(NalUnits.Unescape(slice[HevcNalUnit.HeaderBytes..], HeadBytes));
        bits.Skip(type is >= HevcNalUnit.BlaWLp and <= LastReservedIrap ? 2 : 1);
        if (!_pps.TryGetValue(bits.ExpGolomb(), out var pps))
            throw new MalformedBitstreamException("a slice refers to a missing PPS");
        bits.Skip(pps.ExtraBits);
        bits.ExpGolomb();
        bits.Skip((pps.HasOutputFlag ? 1 : 0) + (sequence.SeparateColorPlanes ? 2 : 0));
        return (int)bits.Bits(sequence.PicOrderCountLsbBits);
    }

    // pic_parameter_set_rbsp (7.3.2.3).
    private static (uint Id, bool HasOutputFlag, int ExtraBits) ReadPps(byte[] unit)
    {
        var bits = new BitReader(NalUnits.Unescape(unit.AsSpan(HevcNalUnit.HeaderBytes)));
        var id = bits.ExpGolomb();
        bits.ExpGolomb();
        bits.Skip(1);
        return (id, bits.Flag(), (int)bits.Bits(3));
    }
}
