using System.Buffers;
using VideoPipeline.Codecs;
using VideoPipeline.Containers.Mp4;

namespace VideoPipeline.Containers.MpegTs.Streams;

/// <summary>H.264. Finds frame boundaries as ffmpeg does (libavcodec/h264_parser.c, <c>h264_find_frame_end</c>).</summary>
internal sealed class H264Stream : IElementaryStream
{
    private const int SliceHeaderBytes = 16;
    private const int Slice = 1;
    private const int PartitionA = 2;
    private const int Idr = 5;
    private const int Sei = 6;
    private const int Sps = 7;
    private const int Pps = 8;
    private const int AccessUnitDelimiter = 9;
    private const int PrefixNalUnit = 14;
    private const int SubsetSps = 15;
    private const int SliceExtension = 20;
    private const int UnsupportedOrderType = 1;

    private H264PictureOrderCount? _order;

    public int? MaxReorderFrames { get; private set; }

    public byte[] CreateSampleDescription(ReadOnlySpan<byte> first)
    {
        if (ByteStream.FindNalUnits(first, unit => Type(unit) == Idr).Count == 0)
            throw new UnprovenTimelineException("it does not start with an IDR frame");
        var sequence = ByteStream.FindNalUnits(first, unit => Type(unit) == Sps);
        var picture = ByteStream.FindNalUnits(first, unit => Type(unit) == Pps);
        if (sequence.Count is 0 or > 31 || picture.Count is 0 or > 255 || sequence[0].Length < 4)
            throw new UnprovenTimelineException("it does not start with its parameter sets");
        var parameters = H264Sps.Parse(sequence[0]);
        if (parameters.PicOrderCountType == UnsupportedOrderType)
            throw new UnprovenTimelineException($"its picture order count type {UnsupportedOrderType} is not supported");
        (_order, MaxReorderFrames) = (new H264PictureOrderCount(parameters), parameters.MaxReorderFrames);
        return SampleDescription.Write("avc1", parameters.Width, parameters.Height, entry => entry.Box("avcC", box =>
        {
            box.Raw([1, .. sequence[0].AsSpan(1, 3), 0xFC | (ByteStream.LengthBytes - 1), (byte)(0xE0 | sequence.Count)]);
            foreach (var set in sequence) box.U16((ushort)set.Length).Raw(set);
            box.Raw([(byte)picture.Count]);
            foreach (var set in picture) box.U16((ushort)set.Length).Raw(set);
        }));
    }

    public string? FindUnsplittableReason(ReadOnlySpan<byte> content)
    {
        // ffmpeg may treat a zero at the end as part of the next start code. The next frame would then start one packet too
        // early.
        if (!ByteStream.StartsWithStartCode(content)
            || content[^1] == 0) return "its frames are not aligned with its PES packets";
        var last = -1L;
        var codes = new StartCodes(content);
        while (codes.MoveNext())
        {
            switch (codes.Code & 0x1F)
            {
                case Slice or PartitionA or Idr:
                    long block = new BitReader(NalUnits.Unescape(codes.Payload, SliceHeaderBytes)).ExpGolomb();
                    if (last < 0 ? block != 0 : block <= last) return "its frames are not aligned with its PES packets";
                    last = block;
                    break;
                case Sei or Sps or Pps or AccessUnitDelimiter when last >= 0:
                    return "some of its PES packets contain more than one frame";
                case PrefixNalUnit or SubsetSps or SliceExtension:
                    return "it has several layers or views";
                case not (Sei or Sps or Pps or AccessUnitDelimiter) when last < 0:
                    return "its frames are not aligned with its PES packets";
            }
        }
        return last < 0 ? "some of its PES packets contain no frame" : null;
    }

    public long NextOutputOrder(ReadOnlySpan<byte> content)
    {
        var codes = new StartCodes(content);
        while (codes.MoveNext())
            if ((codes.Code & 0x1F) is Slice or PartitionA or Idr) return _order!.Next(ByteStream.GetNalUnit(codes));
        throw new UnprovenTimelineException("some of its PES packets contain no frame");
    }

    public void WriteSample(ReadOnlySpan<byte> content, IBufferWriter<byte> sample) => ByteStream.WriteSample(content, sample);

    private static int Type(byte[] unit) => unit[0] & 0x1F;
}
