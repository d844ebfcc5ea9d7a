using System.Globalization;
using System.Text;

namespace VideoPipeline.Decoding.Y4m;

/// <summary>Reads YUV4MPEG2 with 8-bit 4:2:0 frames, as ffmpeg writes it.</summary>
/// <remarks>Source: yuv4mpeg(5) of the mjpegtools.</remarks>
internal sealed class Y4mReader
{
    private const string Signature = "YUV4MPEG2 ";
    private const int MaxHeaderBytes = 4096;

    private readonly Stream _stream;

    private Y4mReader(Stream stream, int width, int height) => (_stream, Width, Height) = (stream, width, height);

    /// <summary>The width of the frames in luma samples.</summary>
    public int Width { get; }

    /// <summary>The height of the frames in luma samples.</summary>
    public int Height { get; }

    // ffmpeg writes frame headers without parameters.
    private static ReadOnlySpan<byte> FrameHeader => "FRAME\n"u8;

    /// <summary>Reads the header of a stream; null if the stream is empty.</summary>
    /// <exception cref="InvalidDataException">The stream is of another format, or not of 8-bit 4:2:0 frames.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within the header.</exception>
    public static Y4mReader? TryOpen(Stream stream)
    {
        if (ReadHeader(stream) is not { } header) return null;
        if (!header.StartsWith(Signature, StringComparison.Ordinal))
            throw new InvalidDataException("YUV4MPEG2: the signature is missing.");
        var (width, height) = (0, 0);
        foreach (var parameter in header[Signature.Length..].Split(' '))
        {
            if (parameter.StartsWith('W')) width = int.Parse(parameter[1..], CultureInfo.InvariantCulture);
            if (parameter.StartsWith('H')) height = int.Parse(parameter[1..], CultureInfo.InvariantCulture);
            if (parameter.StartsWith('C') && parameter is not ("C420" or "C420jpeg" or "C420mpeg2" or "C420paldv"))
                throw new InvalidDataException($"YUV4MPEG2: the frames are {parameter[1..]}, not 8-bit 4:2:0.");
        }
        return width > 0 && height > 0
            ? new Y4mReader(stream, width, height)
            : throw new InvalidDataException("YUV4MPEG2: the width or height is missing.");
    }

    /// <summary>Reads the planes of the next frame; false at the end of the stream.</summary>
    /// <param name="planes">The three planes without row padding.</param>
    /// <exception cref="InvalidDataException">The frame header is malformed.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within the frame.</exception>
    public bool ReadFrame(Span<byte> planes)
    {
        Span<byte> header = stackalloc byte[FrameHeader.Length];
        var read = _stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (read == 0) return false;
        if (read < header.Length) throw new EndOfStreamException("The YUV4MPEG2 stream ends within a frame header.");
        if (!header.SequenceEqual(FrameHeader)) throw new InvalidDataException("YUV4MPEG2: a frame header is malformed.");
        _stream.ReadExactly(planes);
        return true;
    }

    // Byte by byte: what follows is read directly into the frame.
    private static string? ReadHeader(Stream stream)
    {
        var header = new List<byte>();
        while (true)
        {
            switch (stream.ReadByte())
            {
                case -1 when header.Count == 0: return null;
                case -1: throw new EndOfStreamException("The YUV4MPEG2 stream ends within its header.");
                case '\n': return Encoding.ASCII.GetString([.. header]);
                case var next when header.Count < MaxHeaderBytes: header.Add((byte)next); break;
                default: throw new InvalidDataException($"YUV4MPEG2: the header exceeds {MaxHeaderBytes} bytes.");
            }
        }
    }
}
