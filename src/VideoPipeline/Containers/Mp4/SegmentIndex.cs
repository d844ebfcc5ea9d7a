namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Where a file says that its fragments begin (<c>sidx</c>; 14496-12, 8.16.3), so that several can be fetched at once. Nothing but
/// speed depends on it: what is malformed or untrue tells nothing.
/// </summary>
internal static class SegmentIndex
{
    /// <returns>Positions in the file, ascending.</returns>
    public static IReadOnlyList<long> Places(Box sidx)
    {
        const int FieldsOfVersion0 = 24, EntryBytes = 12;
        var places = new List<long>();
        var fields = sidx.Read();
        if (fields.Remaining < FieldsOfVersion0) return places;
        var (version, _) = fields.FullBox();
        if (version == 1 && fields.Remaining < FieldsOfVersion0 + 4) return places;
        fields.Bytes(8);
        fields.Versioned(version);
        var place = sidx.Offset + sidx.Body.Length + fields.Versioned(version);
        fields.Bytes(2);
        for (var left = fields.U16(); left > 0 && fields.Remaining >= EntryBytes; left--)
        {
            places.Add(place);
            place += fields.U32() & int.MaxValue; // the highest bit tells a further index from media
            fields.Bytes(8);
        }
        return places;
    }
}
