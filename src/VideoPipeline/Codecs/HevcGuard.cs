namespace VideoPipeline.Codecs;

/// <summary>Checks HEVC samples (ITU-T H.265, ISO/IEC 23008-2) with length-prefixed NAL units, as MP4 stores them.</summary>
internal sealed class HevcGuard(HevcDecoderConfiguration configuration, HevcSps sequence) : ISampleGuard
{
    public static CodecSupport Support(SampleEntry entry, bool reorders)
    {
        if (entry.Configuration.Length == 0)
            return CodecSupport.Unsplittable(entry, "hevc", "its decoder configuration (hvcC) is missing");
        var configuration = HevcDecoderConfiguration.Parse(entry.Configuration);
        if (configuration.Vps.All.Count == 0 || configuration.Sps.All.Count == 0 || configuration.Pps.All.Count == 0)
            return CodecSupport.Unsplittable(entry, "hevc", "its decoder configuration (hvcC) has no VPS, no SPS or no PPS");
        // A second SPS may be that of another layer, which is not decoded.
        if (configuration.Sps.All.FirstOrDefault(IsBaseLayer) is not { } baseLayer)
            return CodecSupport.Unsplittable(entry, "hevc", "its decoder configuration (hvcC) does not describe the base layer");
        var sequence = HevcSps.Parse(baseLayer);
        var reason = FindConfigurationReason(configuration, sequence, reorders);
        var guard = reason is null ? new HevcGuard(configuration, sequence) : null;
        return new CodecSupport("hevc", sequence.Width, sequence.Height, guard, reason)
        {
            MaxReorderFrames = sequence.MaxReorderPictures,
        };
    }

    public StatefulSamples StatefulSamples => StatefulSamples.All;

    public bool MayDropPendingFrames => true;

    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head)
    {
        foreach (var unit in new NalUnits(head, configuration.LengthBytes))
        {
            if (unit.Length < HevcNalUnit.HeaderBytes
                || HevcNalUnit.Parse(unit) is not { IsSlice: true, Layer: 0 } slice) continue;
            return slice.Type is >= HevcNalUnit.BlaWLp and <= HevcNalUnit.LastIrap;
        }
        return false;
    }

    /// <remarks>
    /// Parameter sets and SEI messages persist across random access points. They precede the slices of their picture (7.4.2.4.4).
    /// </remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        var units = new NalUnits(head, configuration.LengthBytes);
        while (units.MoveNext())
        {
            if (units.Current.Length < HevcNalUnit.HeaderBytes) continue;
            if (units.IsTruncated && !HevcNalUnit.Parse(units.Current).IsSlice) break;
            if (FindPersistentReason(units.Current) is { } reason) return new PersistentState(reason, null);
            if (HevcNalUnit.Parse(units.Current).IsSlice) return default(PersistentState);
        }
        return units.IsTruncated ? null : default(PersistentState);
    }

    public OutputOrderReader? CreateOutputOrderReader()
    {
        var pictures = configuration.Pps.All;
        if (pictures.Select(HevcPictureOrderCount.ReadPpsId).Distinct().Count() < pictures.Count) return null;
        var order = new HevcPictureOrderCount(sequence, pictures);
        return sample =>
        {
            foreach (var unit in new NalUnits(sample, configuration.LengthBytes))
                if (unit.Length > HevcNalUnit.HeaderBytes && HevcNalUnit.Parse(unit) is { IsSlice: true, Layer: 0 })
                    return order.Next(unit);
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
            if (FindPersistentReason(unit) is { } reason) return reason;
            if (HevcNalUnit.Parse(unit) is { IsSlice: true, Layer: 0 } && IsFirstOfPicture(unit)) pictures++;
        }
        if (units.IsTruncated) return "a NAL unit extends beyond the end of its sample";
        return pictures == 1 ? null : $"a sample has {pictures} pictures instead of one";
    }

    public string? FindTrailingUnsplittableReason(ReadOnlySpan<byte> tail)
    {
        foreach (var unit in NalUnits.FindTrailingUnits(tail, configuration.LengthBytes))
            if (FindPersistentReason(tail[unit]) is { } reason) return reason;
        return null;
    }

    /// <remarks>
    /// No picture after an IDR picture refers to an earlier one, and all earlier ones are output before it (8.1, C.5.2).
    /// </remarks>
    public bool ResetsDecoder(ReadOnlySpan<byte> head)
    {
        foreach (var unit in new NalUnits(head, configuration.LengthBytes))
            if (unit.Length >= HevcNalUnit.HeaderBytes && HevcNalUnit.Parse(unit) is { IsSlice: true, Layer: 0 } slice)
                return slice.Type is HevcNalUnit.IdrWRadl or HevcNalUnit.IdrNLp;
        return false;
    }

    /// <remarks>
    /// Only pictures of higher sub-layers refer to a sub-layer non-reference picture (table 7-1, note 3), and the POC of other
    /// pictures is never derived from it (8.3.1).
    /// </remarks>
    public bool CanSkip(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next)
    {
        var slices = 0;
        var units = new NalUnits(sample, configuration.LengthBytes);
        while (units.MoveNext())
        {
            if (units.Current.Length < HevcNalUnit.HeaderBytes) continue;
            if (HevcNalUnit.Parse(units.Current) is not { Layer: 0 } header) continue;
            if (header.Type is HevcNalUnit.Vps or HevcNalUnit.Sps or HevcNalUnit.Pps) return false;
            if (!header.IsSlice) continue;
            if (!header.IsSubLayerNonReference || header.SubLayer < sequence.MaxSubLayer) return false;
            slices++;
        }
        return slices > 0 && !units.IsTruncated;
    }

    /// <summary>Why a NAL unit with persistent state makes the video unsplittable; null where it does not.</summary>
    /// <remarks>NAL units of all layers count, because ffmpeg 7 applies them.</remarks>
    private string? FindPersistentReason(ReadOnlySpan<byte> unit)
    {
        switch (HevcNalUnit.Parse(unit).Type)
        {
            case HevcNalUnit.Vps when !configuration.Vps.Contains(unit):
            case HevcNalUnit.Sps when !configuration.Sps.Contains(unit):
            case HevcNalUnit.Pps when !configuration.Pps.Contains(unit):
                return "a sample has parameter sets that are not in the sample description";
            case HevcNalUnit.EndOfSequence or HevcNalUnit.EndOfBitstream:
            case >= HevcNalUnit.BlaWLp and <= HevcNalUnit.BlaNLp:
                // After these a decoder drops the RASL pictures of the next IRAP picture.
                return "it has an end of sequence or end of bitstream NAL unit, or a BLA picture";
            case HevcNalUnit.IdrWRadl or HevcNalUnit.IdrNLp when IsFirstOfPicture(unit) && DiscardsPriorPictures(unit):
                return "an IDR picture discards earlier pictures that are not output yet (no_output_of_prior_pics_flag)";
            case HevcNalUnit.PrefixSei or HevcNalUnit.SuffixSei:
                var messages = new SeiMessages(unit, HevcNalUnit.HeaderBytes);
                while (messages.MoveNext())
                    if (messages.UnsplittableReason is { } reason) return reason;
                break;
        }
        return null;
    }

    // first_slice_segment_in_pic_flag, no_output_of_prior_pics_flag (7.3.6.1).
    private static bool IsFirstOfPicture(ReadOnlySpan<byte> slice) =>
        slice.Length > HevcNalUnit.HeaderBytes && (slice[HevcNalUnit.HeaderBytes] & 0x80) != 0;

    private static bool DiscardsPriorPictures(ReadOnlySpan<byte> slice) => (slice[HevcNalUnit.HeaderBytes] & 0x40) != 0;

    private static bool IsBaseLayer(byte[] unit) => unit.Length >= HevcNalUnit.HeaderBytes && HevcNalUnit.Parse(unit).Layer == 0;

    private static string? FindConfigurationReason(HevcDecoderConfiguration configuration, HevcSps sequence, bool reorders)
    {
        if (configuration.Sps.All.Count(IsBaseLayer) > 1 || configuration.Vps.All.Count(IsBaseLayer) > 1)
            return "it has several sequence parameter sets";
        if (configuration.Pps.All.Select(unit => ReadPpsFlags(unit).Id).Distinct().Count() < configuration.Pps.All.Count)
            return "several of its picture parameter sets have the same ID";
        if (configuration.Pps.All.Any(unit => ReadPpsFlags(unit).HasOutputFlag))
            return "it may have pictures that are not output (output_flag_present_flag)";
        foreach (var unit in configuration.Sei.All)
        {
            var messages = new SeiMessages(unit, HevcNalUnit.HeaderBytes);
            while (messages.MoveNext())
                if (messages.UnsplittableReason is { } reason) return reason;
        }
        return !reorders && sequence.MaxReorderPictures > 0
            ? "it may reorder its frames, but its time stamps are in decode order"
            : null;
    }

    // pps_pic_parameter_set_id, pps_seq_parameter_set_id, dependent_slice_segments_enabled_flag, output_flag_present_flag
    // (7.3.2.3).
    private static (uint Id, bool HasOutputFlag) ReadPpsFlags(byte[] unit)
    {
        var bits = new BitReader(NalUnits.Unescape(unit.AsSpan(Math.Min(unit.Length, HevcNalUnit.HeaderBytes))));
        var id = bits.ExpGolomb();
        bits.ExpGolomb();
        bits.Skip(1);
        return (id, bits.Flag());
    }
}
