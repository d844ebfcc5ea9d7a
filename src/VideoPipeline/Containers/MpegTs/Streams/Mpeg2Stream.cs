using System.Buffers;
using VideoPipeline.Codecs;
using VideoPipeline.Containers.Mp4;

namespace VideoPipeline.Containers.MpegTs.Streams;

/// <summary>
/// MPEG-2 video. Finds frame boundaries as ffmpeg does (libavcodec/mpegvideo_parser.c, <c>mpeg1_find_frame_end</c>).
/// </summary>
internal sealed class Mpeg2Stream : IElementaryStream
{
    private const int Picture = 0x00;
    private const int FirstSlice = 0x01;
    private const int LastSlice = 0xAF;
    private const int SequenceHeader = 0xB3;
    private const int Extension = 0xB5;
    private const int SequenceEnd = 0xB7;
    private const int Group = 0xB8;
    private const int SequenceExtension = 1;
    private const int DisplayExtension = 2;
    private const int PictureExtension = 8;
    private const int FrameStructure = 3;
    private const int Bidirectional = 3;

    private readonly BPictureOrder _order = new();
    private byte[]? _sequence;

    public int? MaxReorderFrames => null;

    public byte[] CreateSampleDescription(ReadOnlySpan<byte> first)
    {
        _sequence = GetSequenceHeaders(first);
        var codes = new StartCodes(_sequence);
        if (!codes.MoveNext() || codes.Code != SequenceHeader)
            throw new UnprovenTimelineException("it does not start with a sequence header");
        var size = new BitReader(codes.Payload);
        var (width, height) = ((int)size.Bits(12), (int)size.Bits(12));
        if (!codes.MoveNext() || !IsExtension(codes, SequenceExtension))
            throw new UnprovenTimelineException("its video is MPEG-1");
        return SampleDescription.Write("m2v1", width, height, _ => { });
    }

    public string? FindUnsplittableReason(ReadOnlySpan<byte> content)
    {
        var (pictures, frames, slices, ended) = (0, 0, 0, false);
        var codes = new StartCodes(content);
        var first = true;
        while (codes.MoveNext())
        {
            if (ended) return "some of its PES packets contain more than one frame";
            if (first && !(content.StartsWith(codes.Unit) && codes.Code is SequenceHeader or Group or Picture))
                return "its frames are not aligned with its PES packets";
            first = false;
            switch (codes.Code)
            {
                case >= FirstSlice and <= LastSlice:
                    slices++;
                    break;
                case SequenceEnd:
                    ended = true;
                    break;
                case var _ when slices > 0:
                    return "some of its PES packets contain more than one frame, or a frame coded as two fields";
                case Picture:
                    pictures++;
                    break;
                case Extension when IsExtension(codes, PictureExtension):
                    if (codes.Payload.Length < 3 || (codes.Payload[2] & 3) == FrameStructure) frames++;
                    break;
            }
        }
        if ((pictures, frames) != (1, 1) || slices == 0) return "some of its PES packets do not contain exactly one frame";
        return GetSequenceHeaders(content) is { Length: > 0 } sequence && !sequence.AsSpan().SequenceEqual(_sequence)
            ? "its sequence headers change within the file"
            : null;
    }

    /// <remarks>
    /// A decoder outputs a B-picture immediately, and any other picture when the next such picture arrives (H.262, 6.1.1.11).
    /// </remarks>
    public long NextOutputOrder(ReadOnlySpan<byte> content)
    {
        var codes = new StartCodes(content);
        while (codes.MoveNext())
        {
            if (codes.Code != Picture) continue;
            var bits = new BitReader(codes.Payload);
            bits.Skip(10);
            return _order.Next(bits.Bits(3) == Bidirectional);
        }
        throw new UnprovenTimelineException("some of its PES packets contain no frame");
    }

    public void WriteSample(ReadOnlySpan<byte> content, IBufferWriter<byte> sample) => sample.Write(content);

    // The headers on which decoding and display depend: sequence header, sequence extension and sequence display extension
    // (H.262, 6.2.2).
    private static byte[] GetSequenceHeaders(ReadOnlySpan<byte> content)
    {
        var headers = new List<byte>();
        var codes = new StartCodes(content);
        while (codes.MoveNext() && codes.Code != Picture)
            if (codes.Code == SequenceHeader || IsExtension(codes, SequenceExtension) || IsExtension(codes, DisplayExtension))
                headers.AddRange(codes.Unit);
        return [.. headers];
    }

    private static bool IsExtension(in StartCodes codes, int kind) =>
        codes.Code == Extension && !codes.Payload.IsEmpty && codes.Payload[0] >> 4 == kind;
}
