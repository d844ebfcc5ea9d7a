namespace VideoPipeline.Functions.Uploads;

/// <summary>Tells videos and images from other files, such as subtitles, so that their upload starts nothing.</summary>
internal static class MediaFile
{
    /// <summary>The number of bytes at the start of a file that <see cref="HasSignature"/> needs.</summary>
    public const int HeaderBytes = 200;

    private const int TsPacketBytes = 188, TsSync = 0x47;

    private static readonly HashSet<string> s_extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        // Videos
        ".mp4", ".m4v", ".mov", ".qt", ".3gp", ".3g2", ".mkv", ".webm", ".avi", ".ts", ".m2ts", ".mts", ".mpg", ".mpeg", ".vob",
        ".m2v", ".wmv", ".asf", ".flv", ".f4v", ".ogv", ".ogg", ".ogm", ".mxf", ".dv", ".y4m", ".nut", ".ivf", ".obu", ".h264",
        ".264", ".h265", ".265", ".hevc", ".mjpeg", ".mjpg",
        // Images
        ".jpg", ".jpeg", ".png", ".apng", ".gif", ".webp", ".bmp",
    };

    // The text at an offset; RIFF holds WebP and AVI.
    private static readonly (int Offset, byte[] Bytes)[] s_signatures =
    [
        (4, "ftyp"u8.ToArray()), (4, "moov"u8.ToArray()), (4, "mdat"u8.ToArray()), (0, [0x1A, 0x45, 0xDF, 0xA3]),
        (0, "RIFF"u8.ToArray()), (0, "FLV"u8.ToArray()), (0, "OggS"u8.ToArray()), (0, [0, 0, 1, 0xBA]), (0, [0, 0, 1, 0xB3]),
        (0, [0x30, 0x26, 0xB2, 0x75]), (0, [0x06, 0x0E, 0x2B, 0x34]), (0, [0xFF, 0xD8, 0xFF]), (0, [0x89, 0x50, 0x4E, 0x47]),
        (0, "GIF8"u8.ToArray()), (0, "BM"u8.ToArray()),
    ];

    /// <summary>Whether the extension of a key is one of videos and images. Other extensions may be theirs too.</summary>
    public static bool HasExtension(string key) => s_extensions.Contains(Path.GetExtension(key));

    /// <summary>Whether a file begins as videos and images do.</summary>
    /// <param name="head">The first <see cref="HeaderBytes"/> bytes, or fewer if the file is shorter.</param>
    public static bool HasSignature(ReadOnlySpan<byte> head)
    {
        foreach (var (offset, bytes) in s_signatures)
            if (head.Length >= offset && head[offset..].StartsWith(bytes)) return true;
        return head.Length > TsPacketBytes && head[0] == TsSync && head[TsPacketBytes] == TsSync;
    }
}
