namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Parses a segment index box (<c>sidx</c>; 14496-12, 8.16.3) to find where the fragments start, so that several can be
/// prefetched at the same time. Only performance depends on it: malformed or wrong indexes are harmless.
/// </summary>
internal static class SegmentIndex
{
    /// <returns>File positions, ascending.</returns>
    public static IReadOnlyList<long> GetFragmentOffsets(Box sidx)
    {
        const int FieldsOfVersion0 = 24, EntryBytes = 12;
        var offsets = new List<long>();
        var fields = sidx.Read();
        if (fields.Remaining < FieldsOfVersion0) return offsets;
        var (version, _) = fields.FullBox();
        if (version == 1 && fields.Remaining < FieldsOfVersion0 + 4) return offsets;
        fields.Bytes(8);
        fields.Versioned(version);
        var offset = sidx.Offset + sidx.Body.Length + fields.Versioned(version);
        fields.Bytes(2);
        for (var left = fields.U16(); left > 0 && fields.Remaining >= EntryBytes; left--)
        {
            offsets.Add(offset);
            offset += fields.U32() & int.MaxValue; // without the reference_type bit
            fields.Bytes(8);
        }
        return offsets;
    }
}
