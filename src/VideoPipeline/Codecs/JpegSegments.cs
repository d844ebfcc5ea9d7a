using System.Buffers.Binary;

namespace VideoPipeline.Codecs;

/// <summary>
/// Enumerates the marker segments of a JPEG picture and skips the entropy-coded data between them (T.81, B.1.1).
/// </summary>
internal ref struct JpegSegments(ReadOnlySpan<byte> picture)
{
    public const int HuffmanTables = 0xC4;
    public const int StartOfImage = 0xD8;
    public const int EndOfImage = 0xD9;
    public const int StartOfScan = 0xDA;
    public const int QuantizationTables = 0xDB;
    public const int FirstApplication = 0xE0;
    public const int LastApplication = 0xEF;
    public const int Comment = 0xFE;

    private const int FirstRestart = 0xD0, LastRestart = 0xD7;
    private const byte MarkerPrefix = 0xFF;

    private ReadOnlySpan<byte> _rest = picture;

    /// <summary>Whether the bytes begin with an SOI marker.</summary>
    public bool StartsWithImage { get; } = picture.Length >= 4 && picture[0] == MarkerPrefix && picture[1] == StartOfImage;

    /// <summary>The second byte of the marker.</summary>
    public int Marker { get; private set; }

    /// <summary>The content of the segment without its length; empty for markers without a segment.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    /// <summary>Whether a marker is a SOF: C0 to CF except C4 (DHT), C8 (JPG, reserved) and CC (DAC).</summary>
    public static bool IsFrameHeader(int marker) => marker is >= 0xC0 and <= 0xCF and not (HuffmanTables or 0xC8 or 0xCC);

    /// <summary>Moves to the next segment; false at the end of the bytes and where they truncate the segment.</summary>
    public bool MoveNext()
    {
        while (_rest.IndexOf(MarkerPrefix) is >= 0 and var offset && offset + 1 < _rest.Length)
        {
            Marker = _rest[offset + 1];
            _rest = _rest[(offset + 1)..];
            // Fill bytes, stuffed FF bytes, and markers within entropy-coded data (TEM, RSTn).
            if (Marker is MarkerPrefix or 0 or 1 or (>= FirstRestart and <= LastRestart)) continue;
            _rest = _rest[1..];
            Body = default;
            if (Marker is StartOfImage or EndOfImage) return true;
            if (_rest.Length < 2) return false;
            var length = BinaryPrimitives.ReadUInt16BigEndian(_rest);
            if (length < 2 || length > _rest.Length) return false;
            Body = _rest[2..length];
            _rest = _rest[length..];
            return true;
        }
        return false;
    }
}
