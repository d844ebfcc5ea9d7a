namespace VideoPipeline.Codecs;

/// <summary>HEVC (ITU-T H.265, ISO/IEC 23008-2) as MP4 stores it.</summary>
internal sealed class HevcGuard(HevcDecoderConfiguration configuration, HevcSps sequence) : ISampleGuard
{
    public static CodecSupport Support(SampleEntry entry, bool reorders)
    {
        if (entry.Configuration.Length == 0)
            return CodecSupport.Unsplittable(entry, "hevc", "its decoder configuration (hvcC) is missing");
        var configuration = HevcDecoderConfiguration.Parse(entry.Configuration);
        if (configuration.Vps.All.Count == 0 || configuration.Sps.All.Count == 0 || configuration.Pps.All.Count == 0)
            return CodecSupport.Unsplittable(entry, "hevc", "its parameter sets are only among its samples");
        // A second set may describe a further layer, which is not decoded.
        if (configuration.Sps.All.FirstOrDefault(IsBaseLayer) is not { } baseLayer)
            return CodecSupport.Unsplittable(entry, "hevc", "its decoder configuration (hvcC) does not describe the base layer");
        var sequence = HevcSps.Parse(baseLayer);
        var whole = WhyWhole(configuration, sequence, reorders);
        return new CodecSupport("hevc", sequence.Width, sequence.Height, whole is null ? new HevcGuard(configuration, sequence) : null, whole) { MaxReorderFrames = sequence.ReorderPictures };
    }

    public StatefulSamples StatefulSamples => StatefulSamples.All;

    public bool MayDropPendingFrames => true;

    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head)
    {
        foreach (var unit in new NalUnits(head, configuration.LengthBytes))
        {
            if (unit.Length < HevcNalUnit.HeaderBytes || HevcNalUnit.Of(unit) is not { IsSlice: true, Layer: 0 } slice) continue;
            return slice.Type is >= HevcNalUnit.BlaWLp and <= HevcNalUnit.LastIrap;
        }
        return false;
    }

    /// <remarks>Parameter sets and what SEI says stay over random access points; they precede the slices of their picture (7.4.2.4.4).</remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        var units = new NalUnits(head, configuration.LengthBytes);
        while (units.MoveNext())
        {
            if (units.Current.Length < HevcNalUnit.HeaderBytes) continue;
            if (units.IsCutShort && !HevcNalUnit.Of(units.Current).IsSlice) break;
            if (Leaves(units.Current) is { } objection) return new PersistentState(objection, null);
            if (HevcNalUnit.Of(units.Current).IsSlice) return default(PersistentState);
        }
        return units.IsCutShort ? null : default(PersistentState);
    }

    public OutputOrderReader? CreateOutputOrderReader()
    {
        var pictures = configuration.Pps.All;
        if (pictures.Select(HevcPictureOrderCount.IdOf).Distinct().Count() < pictures.Count) return null;
        var order = new HevcPictureOrderCount(sequence, pictures);
        return sample =>
        {
            foreach (var unit in new NalUnits(sample, configuration.LengthBytes))
                if (unit.Length > HevcNalUnit.HeaderBytes && HevcNalUnit.Of(unit) is { IsSlice: true, Layer: 0 }) return order.Next(unit);
            return null;
        };
    }

    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample)
    {
        var pictures = 0;
        var units = new NalUnits(sample, configuration.LengthBytes);
        while (units.MoveNext())
        {
            var unit = units.Current;
            if (unit.Length < HevcNalUnit.HeaderBytes) continue;
            if (Leaves(unit) is { } objection) return objection;
            if (HevcNalUnit.Of(unit) is { IsSlice: true, Layer: 0 } && IsFirstOfPicture(unit)) pictures++;
        }
        if (units.IsCutShort) return "a unit is longer than the sample that holds it";
        return pictures == 1 ? null : $"a sample holds {pictures} pictures instead of one";
    }

    public string? FindTrailingUnsplittableReason(ReadOnlySpan<byte> tail)
    {
        foreach (var unit in NalUnits.Trailing(tail, configuration.LengthBytes))
            if (Leaves(tail[unit]) is { } objection) return objection;
        return null;
    }

    /// <remarks>After an IDR picture nothing refers to what came before, and that is all shown before it (8.1, C.5.2).</remarks>
    public bool ResetsDecoder(ReadOnlySpan<byte> head)
    {
        foreach (var unit in new NalUnits(head, configuration.LengthBytes))
            if (unit.Length >= HevcNalUnit.HeaderBytes && HevcNalUnit.Of(unit) is { IsSlice: true, Layer: 0 } slice)
                return slice.Type is HevcNalUnit.IdrWRadl or HevcNalUnit.IdrNLp;
        return false;
    }

    /// <remarks>
    /// A sub-layer non-reference picture serves higher sub-layers only (table 7-1, note 3), and the order counts of others are
    /// never taken from it (8.3.1).
    /// </remarks>
    public bool IsDisposable(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next)
    {
        var slices = 0;
        var units = new NalUnits(sample, configuration.LengthBytes);
        while (units.MoveNext())
        {
            if (units.Current.Length < HevcNalUnit.HeaderBytes || HevcNalUnit.Of(units.Current) is not { Layer: 0 } header) continue;
            if (header.Type is HevcNalUnit.Vps or HevcNalUnit.Sps or HevcNalUnit.Pps) return false;
            if (!header.IsSlice) continue;
            if (!header.IsSubLayerNonReference || header.SubLayer < sequence.HighestSubLayer) return false;
            slices++;
        }
        return slices > 0 && !units.IsCutShort;
    }

    /// <summary>What a unit leaves behind for other samples; ffmpeg 7 obeys those of all layers.</summary>
    private string? Leaves(ReadOnlySpan<byte> unit)
    {
        switch (HevcNalUnit.Of(unit).Type)
        {
            case HevcNalUnit.Vps when !configuration.Vps.Holds(unit):
            case HevcNalUnit.Sps when !configuration.Sps.Holds(unit):
            case HevcNalUnit.Pps when !configuration.Pps.Holds(unit):
                return "a sample brings parameter sets that the sample description does not have";
            case HevcNalUnit.EndOfSequence or HevcNalUnit.EndOfBitstream:
            case >= HevcNalUnit.BlaWLp and <= HevcNalUnit.BlaNLp:
                // After these a decoder leaves out the pictures that lead the next random access point.
                return "it was joined from several sequences";
            case HevcNalUnit.IdrWRadl or HevcNalUnit.IdrNLp when IsFirstOfPicture(unit) && DropsPictures(unit):
                return "an IDR picture has those before it not shown that are still due (no_output_of_prior_pics_flag)";
            case HevcNalUnit.PrefixSei or HevcNalUnit.SuffixSei:
                var messages = new SeiMessages(unit, HevcNalUnit.HeaderBytes);
                while (messages.MoveNext())
                    if (messages.UnsplittableReason is { } objection) return objection;
                break;
        }
        return null;
    }

    // first_slice_segment_in_pic_flag, no_output_of_prior_pics_flag (7.3.6.1).
    private static bool IsFirstOfPicture(ReadOnlySpan<byte> slice) => slice.Length > HevcNalUnit.HeaderBytes && (slice[HevcNalUnit.HeaderBytes] & 0x80) != 0;

    private static bool DropsPictures(ReadOnlySpan<byte> slice) => (slice[HevcNalUnit.HeaderBytes] & 0x40) != 0;

    private static bool IsBaseLayer(byte[] unit) => unit.Length >= HevcNalUnit.HeaderBytes && HevcNalUnit.Of(unit).Layer == 0;

    private static string? WhyWhole(HevcDecoderConfiguration configuration, HevcSps sequence, bool reorders)
    {
        if (configuration.Sps.All.Count(IsBaseLayer) > 1 || configuration.Vps.All.Count(IsBaseLayer) > 1)
            return "it has several sequence parameter sets";
        if (configuration.Pps.All.Select(unit => PictureId(unit).Id).Distinct().Count() < configuration.Pps.All.Count)
            return "several of its picture parameter sets have the same number";
        if (configuration.Pps.All.Any(unit => PictureId(unit).MayHide)) return "it may have pictures that are not shown";
        foreach (var unit in configuration.Sei.All)
        {
            var messages = new SeiMessages(unit, HevcNalUnit.HeaderBytes);
            while (messages.MoveNext())
                if (messages.UnsplittableReason is { } objection) return objection;
        }
        return !reorders && sequence.ReorderPictures > 0 ? "it may reorder its frames, but its container gives them no order" : null;
    }

    // pps_pic_parameter_set_id, pps_seq_parameter_set_id, dependent_slice_segments_enabled_flag, output_flag_present_flag (7.3.2.3).
    private static (uint Id, bool MayHide) PictureId(byte[] unit)
    {
        var bits = new BitReader(NalUnits.Unescape(unit.AsSpan(Math.Min(unit.Length, HevcNalUnit.HeaderBytes))));
        var id = bits.Golomb();
        bits.Golomb();
        bits.Skip(1);
        return (id, bits.Flag());
    }
}
