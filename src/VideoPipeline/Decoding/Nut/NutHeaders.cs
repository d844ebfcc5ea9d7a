using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Nut;

/// <summary>The values that the main header assigns to a frame code.</summary>
internal readonly record struct NutFrameCode(
    NutFlags Flags, int Stream, int SizeMultiplier, int SizeLow, int PtsDelta, int Reserved, int Header);

/// <summary>The flags of a frame (NUT specification, "frame flags").</summary>
[Flags]
internal enum NutFlags
{
    Key = 1,
    EndOfRelevance = 2,
    CodedPts = 8,
    StreamId = 16,
    SizeHigh = 32,
    Checksum = 64,
    Reserved = 128,
    SideData = 256,
    HeaderIndex = 1024,
    MatchTime = 2048,
    Coded = 4096,
    Invalid = 8192,
}

/// <summary>The main header: time bases, elided header bytes and the table of frame codes.</summary>
internal sealed record NutMainHeader(TimeBase[] TimeBases, byte[][] ElidedHeaders, NutFrameCode[] Codes)
{
    /// <summary>Reads the content of a main header packet (NUT specification, "main_header").</summary>
    public static NutMainHeader Read(NutBytes bytes)
    {
        var version = bytes.ReadUnsigned();
        if (version is < 3 or > 4) throw new InvalidDataException($"NUT: version {version} is not supported.");
        if (version > 3) bytes.ReadUnsigned(); // minor_version
        bytes.ReadUnsigned(); // stream_count: the stream headers are counted instead
        bytes.ReadUnsigned(); // max_distance

        var timeBases = new TimeBase[Count(bytes, 256)];
        for (var i = 0; i < timeBases.Length; i++)
            timeBases[i] = new TimeBase(checked((int)bytes.ReadUnsigned()), checked((int)bytes.ReadUnsigned()));

        var codes = ReadCodes(bytes);
        var elided = new byte[Count(bytes, 128) + 1][];
        elided[0] = [];
        for (var i = 1; i < elided.Length; i++)
        {
            elided[i] = new byte[Count(bytes, 256)];
            bytes.ReadExactly(elided[i]);
        }
        return new NutMainHeader(timeBases, elided, codes);
    }

    private static NutFrameCode[] ReadCodes(NutBytes bytes)
    {
        var codes = new NutFrameCode[256];
        int pts = 0, multiplier = 1, stream = 0, header = 0;
        for (var i = 0; i < 256;)
        {
            var flags = (NutFlags)bytes.ReadUnsigned();
            var fields = bytes.ReadUnsigned();
            if (fields > 0) pts = (int)bytes.ReadSigned();
            if (fields > 1) multiplier = (int)bytes.ReadUnsigned();
            if (fields > 2) stream = (int)bytes.ReadUnsigned();
            var size = fields > 3 ? (int)bytes.ReadUnsigned() : 0;
            var reserved = fields > 4 ? (int)bytes.ReadUnsigned() : 0;
            var count = fields > 5 ? bytes.ReadUnsigned() : multiplier - size;
            if (fields > 6) bytes.ReadSigned(); // match_time_delta: not needed
            if (fields > 7) header = (int)bytes.ReadUnsigned();
            for (var extra = 8; extra < fields; extra++) bytes.ReadUnsigned();
            for (var j = 0; j < count && i < 256; i++)
            {
                // 'N' is the first byte of start codes, and never a frame code.
                if (i == 'N') codes[i] = new NutFrameCode(NutFlags.Invalid, 0, 0, 0, 0, 0, 0);
                else codes[i] = new NutFrameCode(flags, stream, multiplier, size + j++, pts, reserved, header);
            }
        }
        return codes;
    }

    private static int Count(NutBytes bytes, int limit) =>
        bytes.ReadUnsigned() is var count && count <= limit
            ? (int)count
            : throw new InvalidDataException($"NUT: {count} entries, but at most {limit} are supported.");
}

/// <summary>A stream header: the frame size and the time base.</summary>
internal sealed record NutStreamHeader(int Id, TimeBase TimeBase, int PtsShift, int Width, int Height)
{
    /// <summary>Reads the content of a stream header packet (NUT specification, "stream_header").</summary>
    public static NutStreamHeader Read(NutBytes bytes, NutMainHeader main)
    {
        var id = checked((int)bytes.ReadUnsigned());
        if (bytes.ReadUnsigned() != 0) throw new InvalidDataException("NUT: a stream is not video.");
        bytes.Skip(bytes.ReadUnsigned()); // fourcc
        var timeBase = main.TimeBases[checked((int)bytes.ReadUnsigned())];
        var shift = checked((int)bytes.ReadUnsigned());
        bytes.ReadUnsigned(); // max_pts_distance
        bytes.ReadUnsigned(); // decode_delay
        bytes.ReadUnsigned(); // stream_flags
        bytes.Skip(bytes.ReadUnsigned()); // codec_specific_data
        return new NutStreamHeader(id, timeBase, shift, checked((int)bytes.ReadUnsigned()), checked((int)bytes.ReadUnsigned()));
    }
}
