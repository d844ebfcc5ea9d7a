using System.Buffers.Binary;

namespace VideoPipeline.Codecs;

/// <summary>What ffmpeg's decoder takes from the segments of a JPEG picture and keeps (libavcodec/mjpegdec.c).</summary>
internal struct JpegApplicationData
{
    private const int AdobeApplication = 0xEE;
    private const int ExifOrientation = 0x0112;
    private const int EntryBytes = 12;

    // Types of TIFF's integers.
    private const int Byte = 1, Word = 3, DoubleWord = 4, SignedByte = 6, SignedWord = 8, SignedDoubleWord = 9, LastType = 12;

    private uint _marks;

    /// <summary>Whether the frame's header was among them, which comes before all coded data.</summary>
    public bool HasFrame { get; private set; }

    /// <summary>Whether EXIF has the picture turned or mirrored for display.</summary>
    public bool TurnsPicture { get; private set; }

    /// <summary>All that must be the same in every picture.</summary>
    public readonly ulong Value => _marks;

    /// <summary>Takes a segment.</summary>
    public void Add(int marker, ReadOnlySpan<byte> body)
    {
        switch (marker)
        {
            case JpegSegments.Comment:
                _marks |= body.IndexOf("CS=ITU601"u8) >= 0 ? 1u : 0;
                _marks |= body.StartsWith("Intel(R) JPEG Library, version 1"u8) || body.StartsWith("Metasoft MJPEG Codec"u8) ? 2u : 0;
                _marks |= body.StartsWith("AVID"u8) ? 4u : 0;
                _marks |= body.StartsWith("MULTISCOPE II"u8) ? 8u : 0;
                break;
            case >= JpegSegments.FirstApplication and <= JpegSegments.LastApplication:
                _marks |= body.StartsWith("LJIF"u8) ? 16u : 0;
                if (marker == AdobeApplication && body.StartsWith("Adobe"u8)) _marks |= 32u | (body.Length > 11 ? (uint)(body[11] & 3) << 6 : 0);
                TurnsPicture |= body.StartsWith("Exif"u8) && body.Length > 6 && Turns(body[6..]);
                break;
            case var frame when JpegSegments.IsFrame(frame) && body.Length > 5:
                HasFrame = true;
                _marks |= (uint)body[0] << 8 | (uint)body[5] << 16;
                break;
        }
    }

    // Whether an entry for the orientation, in whatever directory (TIFF 6.0, section 2), says anything but "as stored". Decoders differ in
    // which of several they obey and which types they take; one that is not provably 1 counts.
    private static bool Turns(ReadOnlySpan<byte> tiff)
    {
        var little = tiff.Length > 0 && tiff[0] == 'I';
        for (var at = 8; at + EntryBytes <= tiff.Length; at++)
        {
            var entry = tiff[at..];
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

        int Short(ReadOnlySpan<byte> bytes) => little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

        uint Long(ReadOnlySpan<byte> bytes) => little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
