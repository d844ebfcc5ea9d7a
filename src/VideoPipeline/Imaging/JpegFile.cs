using System.Buffers.Binary;

namespace VideoPipeline.Imaging;

/// <summary>What OpenCV does not tell of a JPEG file (ITU-T T.81, annex B): it fills up what is missing in grey.</summary>
internal static class JpegFile
{
    private const byte Marker = 0xFF, StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA;

    /// <summary>Whether it ends before the picture does. Of what is no JPEG file nothing is said.</summary>
    /// <param name="file">The file.</param>
    public static bool IsCutOff(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith([Marker, StartOfImage, Marker])) return false;
        // Segments say how long they are; one of them may hold a small picture with an end of its own.
        var at = 2;
        while (at + 4 <= file.Length && file[at] == Marker && file[at + 1] != StartOfScan)
            at += file[at + 1] == Marker ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        // In what is coded a marker cannot occur by chance.
        return at >= file.Length || file[at..].IndexOf([Marker, EndOfImage]) < 0;
    }
}
