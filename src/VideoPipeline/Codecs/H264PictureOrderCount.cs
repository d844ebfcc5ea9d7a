namespace VideoPipeline.Codecs;

/// <summary>
/// The order in which a decoder outputs the pictures of an H.264 stream (8.2.1), whatever the container's time stamps say.
/// </summary>
/// <param name="sequence">The one sequence parameter set. Order counts of type 1 are not understood.</param>
internal sealed class H264PictureOrderCount(H264Sps sequence)
{
    private const int HeaderBytes = 40;
    private const int Idr = 5;

    // Order counts have 32 bits.
    private const int EpochShift = 34;

    private long _epoch;
    private long _decoded;
    private int _referenceHigh;
    private int _referenceLow;

    /// <summary>A number that is larger for each picture that is output later; the pictures come in decode order.</summary>
    /// <param name="slice">The unit of the picture's first slice.</param>
    public long Next(ReadOnlySpan<byte> slice)
    {
        var refreshes = (slice[0] & 0x1F) == Idr;
        if (refreshes) (_epoch, _referenceHigh, _referenceLow) = (_epoch + 1, 0, 0);
        return (_epoch << EpochShift) + (sequence.OrderType == 2 ? _decoded++ : OrderCount(slice, refreshes));
    }

    // 8.2.1.1; slice header: 7.3.3.
    private int OrderCount(ReadOnlySpan<byte> slice, bool refreshes)
    {
        var bits = new BitReader(NalUnits.Unescape(slice[1..], HeaderBytes));
        bits.Golomb();
        bits.Golomb();
        bits.Golomb();
        bits.Skip((sequence.SeparatePlanes ? 2 : 0) + sequence.FrameNumberBits);
        if (!sequence.FramesOnly && bits.Flag()) bits.Skip(1);
        if (refreshes) bits.Golomb();
        var low = (int)bits.Bits(sequence.OrderBits);
        var high = Wrapped(low, _referenceLow, _referenceHigh, 1 << sequence.OrderBits);
        if ((slice[0] & 0x60) != 0) (_referenceHigh, _referenceLow) = (high, low);
        return high + low;
    }

    /// <summary>The part of an order count that is not written (H.264, 8-3; H.265, 8-1).</summary>
    internal static int Wrapped(int low, int referenceLow, int referenceHigh, int range) =>
        low < referenceLow && referenceLow - low >= range / 2 ? referenceHigh + range
        : low > referenceLow && low - referenceLow > range / 2 ? referenceHigh - range
        : referenceHigh;
}
