namespace VideoPipeline.Indexing;

/// <summary>Knows files of one picture by their first bytes, to say so instead of calling them broken videos.</summary>
internal static class PictureFormat
{
    /// <summary>As much of a file as <see cref="Of"/> looks at.</summary>
    public const int HeadBytes = 12;

    /// <summary>The format's name; null where it is none of these.</summary>
    /// <param name="head">The first bytes.</param>
    public static string? Of(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "JPEG"
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) ? "PNG"
        : head.Length >= HeadBytes && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8) ? "WebP"
        : head.StartsWith("BM"u8) ? "BMP"
        : head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) ? "TIFF"
        : head.Length >= HeadBytes && head[4..8].SequenceEqual("ftyp"u8) ? OfBrand(head[8..12])
        : null;

    private static string? OfBrand(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("avif"u8) ? "AVIF"
        : brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) ? "HEIC"
        : null;
}
