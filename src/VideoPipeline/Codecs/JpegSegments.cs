using System.Buffers.Binary;

namespace VideoPipeline.Codecs;

/// <summary>Steps over the marker segments of a JPEG picture, and over the coded data between them (T.81, B.1.1).</summary>
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
    private const byte Mark = 0xFF;

    private ReadOnlySpan<byte> _rest = picture;

    /// <summary>Whether the bytes begin a picture.</summary>
    public bool Begins { get; } = picture.Length >= 4 && picture[0] == Mark && picture[1] == StartOfImage;

    /// <summary>The marker's second byte.</summary>
    public int Marker { get; private set; }

    /// <summary>What the segment holds, its length left out; empty for markers that stand alone.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    /// <summary>Whether a marker begins a frame: C0 to CF but for C4 (tables), C8 (reserved) and CC (arithmetic conditioning).</summary>
    public static bool IsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (HuffmanTables or 0xC8 or 0xCC);

    /// <summary>The next segment; false where the bytes end, in its middle too.</summary>
    public bool MoveNext()
    {
        while (_rest.IndexOf(Mark) is >= 0 and var at && at + 1 < _rest.Length)
        {
            Marker = _rest[at + 1];
            _rest = _rest[(at + 1)..];
            // Fill bytes, a coded FF, and what does not end coded data.
            if (Marker is Mark or 0 or 1 or (>= FirstRestart and <= LastRestart)) continue;
            _rest = _rest[1..];
            Body = default;
            if (Marker is StartOfImage or EndOfImage) return true;
            if (_rest.Length < 2 || BinaryPrimitives.ReadUInt16BigEndian(_rest) is var length && (length < 2 || length > _rest.Length)) return false;
            Body = _rest[2..length];
            _rest = _rest[length..];
            return true;
        }
        return false;
    }
}
