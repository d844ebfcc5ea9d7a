using System.Buffers.Binary;

namespace VideoPipeline.Imaging;

/// <summary>
/// Detects truncated JPEG files (ITU-T T.81, annex B), which OpenCV decodes without an error, filling the missing part with gray.
/// </summary>
internal static class JpegFile
{
    private const byte Marker = 0xFF, StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA;

    /// <summary>Whether the file is a JPEG file that ends before its end-of-image marker; false for other formats.</summary>
    /// <param name="file">The content of the file.</param>
    public static bool IsTruncated(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith([Marker, StartOfImage, Marker])) return false;
        // Skip the segments by their lengths: one can contain a thumbnail with its own end-of-image marker.
        var at = 2;
        while (at + 4 <= file.Length && file[at] == Marker && file[at + 1] != StartOfScan)
            at += file[at + 1] == Marker ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        // Entropy-coded data cannot contain a marker (byte stuffing, B.1.1.5).
        return at >= file.Length || file[at..].IndexOf([Marker, EndOfImage]) < 0;
    }
}
