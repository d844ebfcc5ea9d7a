using System.Buffers.Binary;

namespace VideoPipeline.Codecs;

/// <summary>
/// The persistent state that ffmpeg's decoder reads from the marker segments of a JPEG picture (libavcodec/mjpegdec.c).
/// </summary>
internal struct JpegApplicationData
{
    private const int AdobeApplication = 0xEE;
    private const int ExifOrientation = 0x0112;
    private const int EntryBytes = 12;

    // TIFF field types of integers.
    private const int Byte = 1, Word = 3, DoubleWord = 4, SignedByte = 6, SignedWord = 8, SignedDoubleWord = 9, LastType = 12;

    private uint _flags;

    /// <summary>Whether a SOF segment was added, which precedes all entropy-coded data.</summary>
    public bool HasFrameHeader { get; private set; }

    /// <summary>Whether an EXIF orientation rotates or mirrors the picture for display.</summary>
    public bool RotatesPicture { get; private set; }

    /// <summary>The state, packed: it must be the same in every picture.</summary>
    public readonly ulong Value => _flags;

    /// <summary>Adds a marker segment.</summary>
    public void Add(int marker, ReadOnlySpan<byte> body)
    {
        switch (marker)
        {
            case JpegSegments.Comment:
                _flags |= body.IndexOf("CS=ITU601"u8) >= 0 ? 1u : 0;
                _flags |= body.StartsWith("Intel(R) JPEG Library, version 1"u8) ? 2u : 0;
                _flags |= body.StartsWith("Metasoft MJPEG Codec"u8) ? 2u : 0;
                _flags |= body.StartsWith("AVID"u8) ? 4u : 0;
                _flags |= body.StartsWith("MULTISCOPE II"u8) ? 8u : 0;
                break;
            case >= JpegSegments.FirstApplication and <= JpegSegments.LastApplication:
                _flags |= body.StartsWith("LJIF"u8) ? 16u : 0;
                if (marker == AdobeApplication && body.StartsWith("Adobe"u8))
                    _flags |= 32u | (body.Length > 11 ? (uint)(body[11] & 3) << 6 : 0);
                RotatesPicture |= body.StartsWith("Exif"u8) && body.Length > 6 && Rotates(body[6..]);
                break;
            case var frame when JpegSegments.IsFrameHeader(frame) && body.Length > 5:
                HasFrameHeader = true;
                _flags |= (uint)body[0] << 8 | (uint)body[5] << 16;
                break;
        }
    }

    // Whether an orientation entry in any directory (TIFF 6.0, section 2) has a value other than 1 (upright). Decoders differ in
    // which of several entries they apply and which field types they accept, so an entry counts unless it is provably 1.
    private static bool Rotates(ReadOnlySpan<byte> tiff)
    {
        var little = tiff.Length > 0 && tiff[0] == 'I';
        for (var offset = 8; offset + EntryBytes <= tiff.Length; offset++)
        {
            var entry = tiff[offset..];
            if (Short(entry) != ExifOrientation || Short(entry[2..]) is 0 or > LastType || Long(entry[4..]) != 1) continue;
            var value = Short(entry[2..]) switch
            {
                Byte or SignedByte => entry[8],
                Word or SignedWord => Short(entry[8..]),
                DoubleWord or SignedDoubleWord => (int)Math.Min(Long(entry[8..]), int.MaxValue),
                _ => int.MaxValue,
            };
            if (value > 1) return true;
        }
        return false;

        int Short(ReadOnlySpan<byte> bytes) =>
            little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

        uint Long(ReadOnlySpan<byte> bytes) =>
            little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
