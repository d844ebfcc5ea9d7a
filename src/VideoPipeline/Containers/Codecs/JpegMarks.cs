using System.Buffers.Binary;

namespace VideoPipeline.Containers.Codecs;

/// <summary>What ffmpeg's decoder takes from the segments of a JPEG picture and keeps (libavcodec/mjpegdec.c).</summary>
internal struct JpegMarks
{
    private const int AdobeApplication = 0xEE;
    private const int ExifOrientation = 0x0112;
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
                TurnsPicture |= body.StartsWith("Exif\0\0"u8) && Orientation(body[6..]) > 1;
                break;
            case var frame when JpegSegments.IsFrame(frame) && body.Length > 5:
                HasFrame = true;
                _marks |= (uint)body[0] << 8 | (uint)body[5] << 16;
                break;
        }
    }

    // The first directory of a TIFF file (TIFF 6.0, section 2); 0 where it has no such entry.
    private static int Orientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8) return 0;
        var little = tiff[0] == 'I';
        var directory = Long(tiff[4..]);
        if (directory > tiff.Length - 2) return 0;
        var entries = tiff[((int)directory + 2)..];
        for (var left = Short(tiff[(int)directory..]); left > 0 && entries.Length >= 12; left--, entries = entries[12..])
            if (Short(entries) == ExifOrientation) return Short(entries[8..]);
        return 0;

        int Short(ReadOnlySpan<byte> bytes) => little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

        uint Long(ReadOnlySpan<byte> bytes) => little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
