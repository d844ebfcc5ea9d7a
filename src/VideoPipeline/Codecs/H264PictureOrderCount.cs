namespace VideoPipeline.Codecs;

/// <summary>
/// Computes the picture order count (POC) of H.264 pictures (8.2.1): the order in which a decoder outputs them, independent of
/// the container's time stamps.
/// </summary>
/// <param name="sequence">The only SPS. <c>pic_order_cnt_type</c> 1 is not supported.</param>
internal sealed class H264PictureOrderCount(H264Sps sequence)
{
    private const int HeaderBytes = 40;
    private const int Idr = 5;

    // POCs have 32 bits.
    private const int EpochShift = 34;

    private long _epoch;
    private long _decoded;
    private int _referenceHigh;
    private int _referenceLow;

    /// <summary>
    /// Computes the output position of the next picture in decode order: a number that increases in output order.
    /// </summary>
    /// <param name="slice">The NAL unit of the picture's first slice.</param>
    public long Next(ReadOnlySpan<byte> slice)
    {
        var isIdr = (slice[0] & 0x1F) == Idr;
        if (isIdr) (_epoch, _referenceHigh, _referenceLow) = (_epoch + 1, 0, 0);
        return (_epoch << EpochShift) + (sequence.PicOrderCountType == 2 ? _decoded++ : ComputePicOrderCount(slice, isIdr));
    }

    // 8.2.1.1; slice header: 7.3.3.
    private int ComputePicOrderCount(ReadOnlySpan<byte> slice, bool isIdr)
    {
        var bits = new BitReader(NalUnits.Unescape(slice[1..], HeaderBytes));
        bits.ExpGolomb();
        bits.ExpGolomb();
        bits.ExpGolomb();
        bits.Skip((sequence.SeparateColorPlanes ? 2 : 0) + sequence.FrameNumBits);
        if (!sequence.FrameMbsOnly && bits.Flag()) bits.Skip(1);
        if (isIdr) bits.ExpGolomb();
        var low = (int)bits.Bits(sequence.PicOrderCountLsbBits);
        var high = ComputeMsb(low, _referenceLow, _referenceHigh, 1 << sequence.PicOrderCountLsbBits);
        if ((slice[0] & 0x60) != 0) (_referenceHigh, _referenceLow) = (high, low);
        return high + low;
    }

    /// <summary>Computes <c>PicOrderCntMsb</c> (H.264, equation 8-3; H.265, equation 8-1).</summary>
    internal static int ComputeMsb(int low, int referenceLow, int referenceHigh, int range) =>
        low < referenceLow && referenceLow - low >= range / 2 ? referenceHigh + range
        : low > referenceLow && low - referenceLow > range / 2 ? referenceHigh - range
        : referenceHigh;
}
