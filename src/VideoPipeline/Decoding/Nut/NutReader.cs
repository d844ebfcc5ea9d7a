namespace VideoPipeline.Decoding.Nut;

/// <summary>A frame header: the stream, the time stamp in the time base of the stream, and the size in bytes.</summary>
internal readonly record struct NutFrame(int Stream, long Pts, int Size);

/// <summary>
/// Reads NUT, the container in which ffmpeg writes raw frames with their exact time stamps. Only what ffmpeg's muxer writes to a
/// pipe is supported: video streams without side data.
/// </summary>
/// <remarks>Source: the NUT Open Container Format specification, draft 20130327.</remarks>
internal sealed class NutReader
{
    private const ulong MainStart = 0x4E4D7A561F5F04AD, StreamStart = 0x4E5311405BF2F9DB, SyncPointStart = 0x4E4BE4ADEECA4569;
    private const int MaxHeaderBytes = 1 << 20;

    private readonly NutBytes _bytes;
    private readonly List<NutStreamHeader> _streams = [];
    private NutMainHeader? _main;
    private long[] _lastPts = [];

    private bool _begun;

    /// <param name="stream">The stream, which is read forward only, to its end.</param>
    public NutReader(Stream stream) => _bytes = new NutBytes(stream);

    /// <summary>The stream headers, complete after the first frame header has been read.</summary>
    public IReadOnlyList<NutStreamHeader> Streams => _streams;

    /// <summary>
    /// Reads the next frame header; null at the end. The <see cref="NutFrame.Size"/> bytes of the frame must be read next.
    /// </summary>
    /// <exception cref="InvalidDataException">The stream is malformed.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within a packet.</exception>
    public NutFrame? ReadFrame()
    {
        if (!_begun && !ReadBeginning()) return null;
        while (true)
        {
            var code = _bytes.ReadByteOrEnd();
            if (code < 0) return null;
            if (code != 'N') return ReadFrameHeader((byte)code);
            ReadPacket(_bytes.ReadUInt64After((byte)code));
        }
    }

    /// <summary>Reads the bytes of the frame whose header <see cref="ReadFrame"/> returned.</summary>
    public void ReadData(Span<byte> destination) => _bytes.ReadExactly(destination);

    /// <summary>Skips the bytes of the frame instead.</summary>
    public void Skip(int bytes) => _bytes.Skip(bytes);

    // An empty stream has no frames: ffmpeg exited before writing any.
    private bool ReadBeginning()
    {
        _begun = true;
        for (var i = 0; i < FileId.Length; i++)
        {
            var read = _bytes.ReadByteOrEnd();
            if (read < 0 && i == 0) return false;
            if (read != FileId[i]) throw new InvalidDataException("NUT: the file ID is missing.");
        }
        return true;
    }

    private static ReadOnlySpan<byte> FileId => "nut/multimedia container\0"u8;

    private void ReadPacket(ulong start)
    {
        var length = _bytes.ReadUnsigned();
        if (length > 4096) _bytes.Skip(4); // checksum of the packet header
        if (start is not (MainStart or StreamStart or SyncPointStart))
        {
            _bytes.Skip(length);
            return;
        }
        if (length > MaxHeaderBytes)
            throw new InvalidDataException($"NUT: a header has {length} bytes, more than the limit of {MaxHeaderBytes}.");
        var packet = new byte[length];
        _bytes.ReadExactly(packet);
        var content = new NutBytes(new MemoryStream(packet));
        switch (start)
        {
            case MainStart:
                _main = NutMainHeader.Read(content);
                break;
            case StreamStart:
                if (_main is null) throw new InvalidDataException("NUT: the main header is missing.");
                var header = NutStreamHeader.Read(content, _main);
                if (header.Id < _streams.Count) break; // headers may be repeated
                if (header.Id != _streams.Count) throw new InvalidDataException($"NUT: stream {header.Id} is out of order.");
                _streams.Add(header);
                _lastPts = new long[_streams.Count];
                break;
            default:
                ReadSyncPoint(content);
                break;
        }
    }

    private void ReadSyncPoint(NutBytes content)
    {
        if (_main is null) throw new InvalidDataException("NUT: the main header is missing.");
        var value = content.ReadUnsigned();
        var unit = _main.TimeBases[value % _main.TimeBases.Length];
        var time = value / _main.TimeBases.Length;
        foreach (var stream in _streams) _lastPts[stream.Id] = unit.Rescale(time, stream.TimeBase);
    }

    private NutFrame ReadFrameHeader(byte number)
    {
        if (_main is null) throw new InvalidDataException("NUT: the main header is missing.");
        var code = _main.Codes[number];
        var flags = code.Flags;
        if (flags.HasFlag(NutFlags.Coded)) flags ^= (NutFlags)_bytes.ReadUnsigned();
        if ((flags & (NutFlags.Invalid | NutFlags.SideData)) != 0)
            throw new InvalidDataException($"NUT: frame flags {flags} are not supported.");

        var id = flags.HasFlag(NutFlags.StreamId) ? checked((int)_bytes.ReadUnsigned()) : code.Stream;
        if (id >= _streams.Count)
            throw new InvalidDataException($"NUT: a frame is of stream {id}, but there are {_streams.Count} streams.");
        var pts = flags.HasFlag(NutFlags.CodedPts)
            ? FullPts(_bytes.ReadUnsigned(), _streams[id].PtsShift, _lastPts[id])
            : _lastPts[id] + code.PtsDelta;
        long size = code.SizeLow;
        if (flags.HasFlag(NutFlags.SizeHigh)) size += code.SizeMultiplier * _bytes.ReadUnsigned();
        if (flags.HasFlag(NutFlags.MatchTime)) _bytes.ReadSigned();
        var header = flags.HasFlag(NutFlags.HeaderIndex) ? checked((int)_bytes.ReadUnsigned()) : code.Header;
        var reserved = flags.HasFlag(NutFlags.Reserved) ? _bytes.ReadUnsigned() : code.Reserved;
        for (; reserved > 0; reserved--) _bytes.ReadUnsigned();
        if (flags.HasFlag(NutFlags.Checksum)) _bytes.Skip(4);
        // Header elision is for codecs whose frames start with equal bytes. ffmpeg does not use it for raw video.
        if (_main.ElidedHeaders[header].Length > 0) throw new InvalidDataException("NUT: a raw frame has an elided header.");

        _lastPts[id] = pts;
        return new NutFrame(id, pts, checked((int)size));
    }

    // coded_pts has the low bits of the time stamp nearest to the last one; larger values are the full time stamp plus the range.
    private static long FullPts(long coded, int shift, long last)
    {
        var range = 1L << shift;
        if (coded >= range) return coded - range;
        var mask = range - 1;
        var from = last - mask / 2;
        return ((coded - from) & mask) + from;
    }
}
