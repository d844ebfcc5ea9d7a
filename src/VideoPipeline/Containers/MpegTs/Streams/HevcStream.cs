using System.Buffers;
using VideoPipeline.Codecs;
using VideoPipeline.Containers.Mp4;

namespace VideoPipeline.Containers.MpegTs.Streams;

/// <summary>HEVC. Finds frame boundaries as ffmpeg does (libavcodec/hevc_parser.c, <c>hevc_find_frame_end</c>).</summary>
internal sealed class HevcStream : IElementaryStream
{
    private const int PrefixSei = 39;
    private const byte FirstSliceOfPicture = 0x80;

    private HevcPictureOrderCount? _order;

    public int? MaxReorderFrames { get; private set; }

    public byte[] CreateSampleDescription(ReadOnlySpan<byte> first)
    {
        (int Type, List<byte[]> Units)[] sets =
        [
            (HevcNalUnit.Vps, Sets(first, HevcNalUnit.Vps)),
            (HevcNalUnit.Sps, Sets(first, HevcNalUnit.Sps)),
            (HevcNalUnit.Pps, Sets(first, HevcNalUnit.Pps)),
        ];
        if (sets.Any(set => set.Units.Count == 0))
            throw new UnprovenTimelineException("it does not start with its parameter sets");
        var parameters = HevcSps.Parse(sets[1].Units[0]);
        if (sets[2].Units.Select(HevcPictureOrderCount.ReadPpsId).Distinct().Count() < sets[2].Units.Count)
            throw new UnprovenTimelineException("several of its picture parameter sets have the same ID");
        (_order, MaxReorderFrames) = (new HevcPictureOrderCount(parameters, sets[2].Units), parameters.MaxReorderPictures);
        return SampleDescription.Write("hvc1", parameters.Width, parameters.Height, entry => entry.Box("hvcC", box =>
        {
            // Profile and level are left at 0; decoders read them from the parameter sets.
            box.Raw([1]).Zeros(20).Raw([0xFC | (ByteStream.LengthBytes - 1), (byte)sets.Length]);
            foreach (var (type, units) in sets)
            {
                box.Raw([(byte)type]).U16((ushort)units.Count);
                foreach (var unit in units) box.U16((ushort)unit.Length).Raw(unit);
            }
        }));
    }

    public string? FindUnsplittableReason(ReadOnlySpan<byte> content)
    {
        if (!ByteStream.StartsWithStartCode(content)) return "its frames are not aligned with its PES packets";
        var pictures = 0;
        var started = false;
        var codes = new StartCodes(content);
        while (codes.MoveNext())
        {
            var unit = ByteStream.GetNalUnit(codes);
            if (unit.Length <= HevcNalUnit.HeaderBytes) return "one of its NAL units is truncated";
            var header = HevcNalUnit.Parse(unit);
            if (header.Layer > 0) continue;
            var first = header.Type <= HevcNalUnit.LastIrap && (unit[HevcNalUnit.HeaderBytes] & FirstSliceOfPicture) != 0;
            if (first) pictures++;
            else if (StartsAccessUnit(header.Type) && pictures > 0) return "some of its PES packets contain more than one frame";
            started |= first || StartsAccessUnit(header.Type);
            if (!started) return "its frames are not aligned with its PES packets";
        }
        return pictures == 1 ? null : $"some of its PES packets contain {pictures} frames instead of one";
    }

    public long NextOutputOrder(ReadOnlySpan<byte> content)
    {
        var codes = new StartCodes(content);
        while (codes.MoveNext())
            if (ByteStream.GetNalUnit(codes) is { Length: > HevcNalUnit.HeaderBytes } unit
                && HevcNalUnit.Parse(unit) is { IsSlice: true, Layer: 0 })
                return _order!.Next(unit);
        throw new UnprovenTimelineException("some of its PES packets contain no frame");
    }

    public void WriteSample(ReadOnlySpan<byte> content, IBufferWriter<byte> sample) => ByteStream.WriteSample(content, sample);

    // The NAL unit types that start a new access unit after a slice (H.265, 7.4.2.4.4).
    private static bool StartsAccessUnit(int type) =>
        type is >= HevcNalUnit.Vps and <= HevcNalUnit.EndOfBitstream or PrefixSei or >= 41 and <= 44 or >= 48 and <= 55;

    private static List<byte[]> Sets(ReadOnlySpan<byte> content, int type) =>
        ByteStream.FindNalUnits(content, unit =>
            unit.Length > HevcNalUnit.HeaderBytes && HevcNalUnit.Parse(unit) is { Layer: 0 } header && header.Type == type);
}
