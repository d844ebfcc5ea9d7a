namespace VideoPipeline.Indexing;

/// <summary>Detects image files by their signature, so that a message can say so instead of reporting a damaged video.</summary>
internal static class ImageFormat
{
    /// <summary>The number of bytes at the start of a file that <see cref="Detect"/> needs.</summary>
    public const int HeaderBytes = 12;

    /// <summary>The name of the image format; null if it is not recognized.</summary>
    /// <param name="head">The first <see cref="HeaderBytes"/> bytes of the file, or fewer if it is shorter.</param>
    public static string? Detect(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "JPEG"
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) ? "PNG"
        : head.Length >= HeaderBytes && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8) ? "WebP"
        : head.StartsWith("BM"u8) ? "BMP"
        : head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) ? "TIFF"
        : head.Length >= HeaderBytes && head[4..8].SequenceEqual("ftyp"u8) ? FromBrand(head[8..12])
        : null;

    private static string? FromBrand(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("avif"u8) ? "AVIF"
        : brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) ? "HEIC"
        : null;
}
