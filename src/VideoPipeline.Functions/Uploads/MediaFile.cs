using System.Buffers.Binary;

namespace VideoPipeline.Functions.Uploads;

/// <summary>Tells videos and images from other files, such as subtitles, so that their upload starts nothing.</summary>
internal static class MediaFile
{
    /// <summary>The number of bytes at the start of a file that <see cref="HasSignature"/> needs.</summary>
    public const int HeaderBytes = 200;

    private const int TsPacketBytes = 188, TsSync = 0x47;

    private static readonly HashSet<string> s_videoExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".mp4", ".m4v", ".mov", ".qt", ".3gp", ".3g2", ".mkv", ".webm", ".avi", ".ts", ".m2ts", ".mts", ".mpg", ".mpeg", ".vob",
        ".m2v", ".wmv", ".asf", ".flv", ".f4v", ".ogv", ".ogm", ".mxf", ".dv", ".y4m", ".nut", ".ivf", ".obu", ".h264",
        ".264", ".h265", ".265", ".hevc", ".mjpeg", ".mjpg",
    };

    // Images, and a container that has more often sound than video.
    private static readonly HashSet<string> s_otherExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".png", ".apng", ".gif", ".webp", ".bmp", ".ogg",
    };

    // Containers that also hold sound alone.
    private static readonly HashSet<string> s_soundExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".m4a", ".m4b", ".m4p", ".m4r", ".mka", ".oga", ".opus", ".spx", ".wav", ".wma", ".weba", ".aac", ".mp3", ".flac", ".aif",
        ".aiff",
    };

    // The text at an offset.
    private static readonly (int Offset, byte[] Bytes)[] s_signatures =
    [
        (4, "moov"u8.ToArray()), (4, "mdat"u8.ToArray()), (0, [0x1A, 0x45, 0xDF, 0xA3]),
        (0, "FLV"u8.ToArray()), (0, "OggS"u8.ToArray()), (0, [0, 0, 1, 0xBA]), (0, [0, 0, 1, 0xB3]),
        (0, [0x30, 0x26, 0xB2, 0x75]), (0, [0x06, 0x0E, 0x2B, 0x34]), (0, [0xFF, 0xD8, 0xFF]), (0, [0x89, 0x50, 0x4E, 0x47]),
        (0, "GIF8"u8.ToArray()),
    ];

    // The form type of RIFF (WAVE is sound), and the major brand of an MP4 file with sound alone.
    private static readonly byte[][] s_riffForms = ["AVI "u8.ToArray(), "WEBP"u8.ToArray(), "CDXA"u8.ToArray()];
    private static readonly byte[][] s_soundBrands =
        ["M4A "u8.ToArray(), "M4B "u8.ToArray(), "M4P "u8.ToArray(), "F4A "u8.ToArray(), "F4B "u8.ToArray()];

    // The sizes of the headers of BMP after that of the file ([MS-WMF] 2.2.2; OS/2).
    private static readonly uint[] s_bitmapHeaders = [12, 16, 40, 52, 56, 64, 108, 124];

    /// <summary>Whether the extension of a key is one of videos and images. Other extensions may be theirs too.</summary>
    public static bool HasExtension(string key) =>
        HasVideoExtension(key) || s_otherExtensions.Contains(Path.GetExtension(key));

    /// <summary>Whether the extension of a name is one of videos, and of nothing else but texts.</summary>
    public static bool HasVideoExtension(string name) => s_videoExtensions.Contains(Path.GetExtension(name));

    /// <summary>Whether the extension of a key is one of sound, which is in the same containers.</summary>
    public static bool HasSoundExtension(string key) => s_soundExtensions.Contains(Path.GetExtension(key));

    /// <summary>Whether a file begins as videos and images do.</summary>
    /// <param name="head">The first <see cref="HeaderBytes"/> bytes, or fewer if the file is shorter.</param>
    public static bool HasSignature(ReadOnlySpan<byte> head)
    {
        foreach (var (offset, bytes) in s_signatures)
            if (head.Length >= offset && head[offset..].StartsWith(bytes)) return true;
        return IsMp4(head) || IsRiff(head) || IsBitmap(head)
            || (head.Length > TsPacketBytes && head[0] == TsSync && head[TsPacketBytes] == TsSync);
    }

    private static bool IsMp4(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12 || !head[4..].StartsWith("ftyp"u8)) return false;
        foreach (var brand in s_soundBrands)
            if (head[8..].StartsWith(brand)) return false;
        return true;
    }

    private static bool IsRiff(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12 || !head.StartsWith("RIFF"u8)) return false;
        foreach (var form in s_riffForms)
            if (head[8..].StartsWith(form)) return true;
        return false;
    }

    // Many texts begin with BM; none has four reserved zeros and the size of a header.
    private static bool IsBitmap(ReadOnlySpan<byte> head) => head.Length >= 18 && head.StartsWith("BM"u8)
        && head[6..10].IndexOfAnyExcept((byte)0) < 0
        && s_bitmapHeaders.Contains(BinaryPrimitives.ReadUInt32LittleEndian(head[14..]));
}
