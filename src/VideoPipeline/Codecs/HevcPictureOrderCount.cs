namespace VideoPipeline.Codecs;

/// <summary>
/// The order in which a decoder outputs the pictures of an HEVC stream (8.3.1), whatever the container's time stamps say.
/// </summary>
/// <param name="sequence">The one sequence parameter set.</param>
/// <param name="pictures">The picture parameter sets.</param>
internal sealed class HevcPictureOrderCount(HevcSps sequence, IReadOnlyList<byte[]> pictures)
{
    private const int HeadBytes = 40;
    private const int FirstRefresh = 19;
    private const int LastRefresh = 20;
    private const int FirstLeading = 6;
    private const int LastLeading = 9;
    private const int LastThatMayBeUnreferenced = 14;
    private const int LastOfRandomAccess = 23;
    private const int EpochShift = 34;

    private readonly Dictionary<uint, (bool HasOutputFlag, int ExtraBits)> _pictures =
        pictures.Select(ReadPicture).ToDictionary(set => set.Id, set => (set.HasOutputFlag, set.ExtraBits));

    private long _epoch;
    private int _referenceHigh;
    private int _referenceLow;

    /// <summary>A number that is larger for each picture that is output later; the pictures come in decode order.</summary>
    /// <param name="slice">The unit of the picture's first slice.</param>
    public long Next(ReadOnlySpan<byte> slice)
    {
        var type = HevcNalUnit.Of(slice).Type;
        var refreshes = type is >= FirstRefresh and <= LastRefresh;
        if (refreshes) (_epoch, _referenceHigh, _referenceLow) = (_epoch + 1, 0, 0);
        var low = refreshes ? 0 : OrderBits(slice, type);
        var high = H264PictureOrderCount.Wrapped(low, _referenceLow, _referenceHigh, 1 << sequence.OrderBits);
        var isBase = (slice[1] & 7) == 1;
        var unreferenced = type <= LastThatMayBeUnreferenced && type % 2 == 0;
        if (isBase && !unreferenced && type is < FirstLeading or > LastLeading) (_referenceHigh, _referenceLow) = (high, low);
        return (_epoch << EpochShift) + high + low;
    }

    /// <summary>The number of a picture parameter set.</summary>
    public static uint IdOf(byte[] unit) => ReadPicture(unit).Id;

    // slice_segment_header (7.3.6.1) of a first slice.
    private int OrderBits(ReadOnlySpan<byte> slice, int type)
    {
        var bits = new BitReader(NalUnits.Unescape(slice[HevcNalUnit.HeaderBytes..], HeadBytes));
        bits.Skip(type is >= HevcNalUnit.BlaWLp and <= LastOfRandomAccess ? 2 : 1);
        if (!_pictures.TryGetValue(bits.Golomb(), out var picture)) throw new MalformedBitstreamException("a slice has no parameter set");
        bits.Skip(picture.ExtraBits);
        bits.Golomb();
        bits.Skip((picture.HasOutputFlag ? 1 : 0) + (sequence.SeparatePlanes ? 2 : 0));
        return (int)bits.Bits(sequence.OrderBits);
    }

    // pic_parameter_set_rbsp (7.3.2.3).
    private static (uint Id, bool HasOutputFlag, int ExtraBits) ReadPicture(byte[] unit)
    {
        var bits = new BitReader(NalUnits.Unescape(unit.AsSpan(HevcNalUnit.HeaderBytes)));
        var id = bits.Golomb();
        bits.Golomb();
        bits.Skip(1);
        return (id, bits.Flag(), (int)bits.Bits(3));
    }
}
