using System.Buffers.Binary;
using System.Text;
using VideoPipeline.Codecs;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Parses and writes the sample description box of a video track, <c>stsd</c> (ISO/IEC 14496-12, 8.5.2 and 12.1.3).
/// </summary>
internal static class SampleDescription
{
    private const int FixedLength = 78;
    private const int EntriesOffset = BoxHeader.ShortLength + 8;
    private const uint DotsPerInch72 = 72 << 16;
    private static readonly string[] s_configurationBoxes = ["avcC", "hvcC", "av1C", "vpcC"];

    /// <summary>Parses the first sample entry.</summary>
    /// <param name="stsd">The complete box.</param>
    /// <param name="entries">The number of entries: the declared or the actual one, whichever is larger.</param>
    /// <returns>Null if there is no entry, or if the first is too short to be a visual sample entry.</returns>
    public static SampleEntry? Parse(byte[] stsd, out int entries)
    {
        SampleEntry? first = null;
        entries = 0;
        if (stsd.Length < EntriesOffset) return null;
        var declared = BinaryPrimitives.ReadUInt32BigEndian(stsd.AsSpan(EntriesOffset - 4));
        foreach (var box in new Box("stsd", 0, stsd.AsSpan(BoxHeader.ShortLength)).Children(from: 8))
        {
            if (entries++ == 0 && box.Body.Length >= FixedLength) first = ParseVisual(box);
        }
        entries = (int)Math.Max(entries, Math.Min(declared, int.MaxValue));
        return declared == 0 ? null : first;
    }

    /// <summary>Returns the type of the first sample entry, four characters; an empty string if there is none.</summary>
    public static string GetFormat(byte[] stsd) =>
        stsd.Length >= EntriesOffset + BoxHeader.ShortLength ? Encoding.Latin1.GetString(stsd, EntriesOffset + 4, 4) : "";

    private static SampleEntry ParseVisual(Box entry)
    {
        var fields = entry.Read();
        fields.Bytes(24);
        var (width, height) = (fields.U16(), fields.U16());
        foreach (var box in entry.Children(from: FixedLength))
        {
            if (s_configurationBoxes.Contains(box.Type)) return new SampleEntry(entry.Type, width, height, box.Body.ToArray(), 0);
            if (box.Type != "esds") continue;
            var (objectType, configuration) = ElementaryStream.Parse(box);
            return new SampleEntry(entry.Type, width, height, configuration, objectType);
        }
        return new SampleEntry(entry.Type, width, height, [], 0);
    }

    /// <summary>Creates the sample description of a video from another container, with one entry.</summary>
    /// <param name="format">The sample entry type, four characters.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="configuration">Writes the decoder configuration box.</param>
    public static byte[] Write(string format, int width, int height, Action<BoxWriter> configuration) =>
        new BoxWriter().FullBox("stsd", 0, 0, stsd => stsd.U32(1).Box(format, entry =>
        {
            entry.Zeros(6).U16(1).Zeros(16).U16((ushort)width).U16((ushort)height).U32(DotsPerInch72).U32(DotsPerInch72)
                .Zeros(4).U16(1).Zeros(32).U16(24).U16(ushort.MaxValue);
            configuration(entry);
        })).ToArray();
}
