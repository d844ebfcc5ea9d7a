using VideoPipeline.Containers.Codecs;

namespace VideoPipeline.Containers.Mp4;

/// <summary>Reads the first entry of a video track's <c>stsd</c> (14496-12, 8.5.2 and 12.1.3).</summary>
internal static class SampleDescription
{
    private const int FixedLength = 78;
    private static readonly string[] ConfigurationBoxes = ["avcC", "hvcC", "av1C", "vpcC"];

    /// <param name="stsd">The whole box.</param>
    /// <param name="entries">How many entries it has.</param>
    /// <returns>Null where there is no entry that could be one of video.</returns>
    public static SampleEntry? Parse(byte[] stsd, out int entries)
    {
        SampleEntry? first = null;
        entries = 0;
        if (stsd.Length < BoxHeader.ShortLength + 8) return null;
        foreach (var box in new Box("stsd", 0, stsd.AsSpan(BoxHeader.ShortLength)).Children(from: 8))
        {
            if (entries++ == 0 && box.Body.Length >= FixedLength) first = ParseVisual(box);
        }
        return first;
    }

    private static SampleEntry ParseVisual(Box entry)
    {
        var fields = entry.Read();
        fields.Bytes(24);
        var (width, height) = (fields.U16(), fields.U16());
        foreach (var box in entry.Children(from: FixedLength))
        {
            if (ConfigurationBoxes.Contains(box.Type)) return new SampleEntry(entry.Type, width, height, box.Body.ToArray(), 0);
            if (box.Type != "esds") continue;
            var (objectType, configuration) = ElementaryStream.Parse(box);
            return new SampleEntry(entry.Type, width, height, configuration, objectType);
        }
        return new SampleEntry(entry.Type, width, height, [], 0);
    }
}
