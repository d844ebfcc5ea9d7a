using System.Buffers.Binary;
using System.Text;
using VideoPipeline.Codecs;

namespace VideoPipeline.Containers.Mp4;

/// <summary>The sample description of a video track, <c>stsd</c> (ISO/IEC 14496-12, 8.5.2 and 12.1.3).</summary>
internal static class SampleDescription
{
    private const int FixedLength = 78;
    private const int EntriesAt = BoxHeader.ShortLength + 8;
    private const uint DotsPerInch72 = 72 << 16;
    private static readonly string[] s_configurationBoxes = ["avcC", "hvcC", "av1C", "vpcC"];

    /// <summary>Reads its first entry.</summary>
    /// <param name="stsd">The whole box.</param>
    /// <param name="entries">How many entries it has, or says that it has: whichever is more.</param>
    /// <returns>Null where there is no entry that could be one of video.</returns>
    public static SampleEntry? Parse(byte[] stsd, out int entries)
    {
        SampleEntry? first = null;
        entries = 0;
        if (stsd.Length < EntriesAt) return null;
        var claimed = BinaryPrimitives.ReadUInt32BigEndian(stsd.AsSpan(EntriesAt - 4));
        foreach (var box in new Box("stsd", 0, stsd.AsSpan(BoxHeader.ShortLength)).Children(from: 8))
        {
            if (entries++ == 0 && box.Body.Length >= FixedLength) first = ParseVisual(box);
        }
        entries = (int)Math.Max(entries, Math.Min(claimed, int.MaxValue));
        return claimed == 0 ? null : first;
    }

    /// <summary>The four characters of its first entry; nothing where it has none.</summary>
    public static string Format(byte[] stsd) =>
        stsd.Length >= EntriesAt + BoxHeader.ShortLength ? Encoding.Latin1.GetString(stsd, EntriesAt + 4, 4) : "";

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

    /// <summary>Writes that of a video that was in no MP4 file, with one entry.</summary>
    /// <param name="format">Four characters.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="configuration">Writes the codec's configuration box.</param>
    public static byte[] Write(string format, int width, int height, Action<BoxWriter> configuration) =>
        new BoxWriter().FullBox("stsd", 0, 0, stsd => stsd.U32(1).Box(format, entry =>
        {
            entry.Zeros(6).U16(1).Zeros(16).U16((ushort)width).U16((ushort)height).U32(DotsPerInch72).U32(DotsPerInch72)
                .Zeros(4).U16(1).Zeros(32).U16(24).U16(ushort.MaxValue);
            configuration(entry);
        })).ToArray();
}
