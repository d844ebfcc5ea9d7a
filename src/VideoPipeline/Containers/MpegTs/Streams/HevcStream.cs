using System.Buffers;
using VideoPipeline.Codecs;
using VideoPipeline.Containers.Mp4;

namespace VideoPipeline.Containers.MpegTs.Streams;

/// <summary>HEVC; divided as ffmpeg does it (libavcodec/hevc_parser.c, <c>hevc_find_frame_end</c>).</summary>
internal sealed class HevcStream : IElementaryStream
{
    private const int PrefixSei = 39;
    private const byte FirstSliceOfPicture = 0x80;

    private HevcPictureOrderCount? _order;

    public int? MaxReorderFrames { get; private set; }

    public byte[] Describe(ReadOnlySpan<byte> first)
    {
        (int Type, List<byte[]> Units)[] sets =
        [
            (HevcNalUnit.Vps, Sets(first, HevcNalUnit.Vps)),
            (HevcNalUnit.Sps, Sets(first, HevcNalUnit.Sps)),
            (HevcNalUnit.Pps, Sets(first, HevcNalUnit.Pps)),
        ];
        if (sets.Any(set => set.Units.Count == 0)) throw new UnprovenTimelineException("it does not begin with its parameter sets");
        var parameters = HevcSps.Parse(sets[1].Units[0]);
        if (sets[2].Units.Select(HevcPictureOrderCount.IdOf).Distinct().Count() < sets[2].Units.Count)
            throw new UnprovenTimelineException("several of its picture parameter sets have the same number");
        (_order, MaxReorderFrames) = (new HevcPictureOrderCount(parameters, sets[2].Units), parameters.ReorderPictures);
        return SampleDescription.Write("hvc1", parameters.Width, parameters.Height, entry => entry.Box("hvcC", box =>
        {
            // What says of profile and level a decoder finds in the sets themselves.
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
        if (!ByteStream.BeginsWithUnit(content)) return "its frames do not begin where its packets do";
        var pictures = 0;
        var begun = false;
        var codes = new StartCodes(content);
        while (codes.MoveNext())
        {
            var unit = ByteStream.UnitOf(codes);
            if (unit.Length <= HevcNalUnit.HeaderBytes) return "a unit of it is cut short";
            var header = HevcNalUnit.Of(unit);
            if (header.Layer > 0) continue;
            var first = header.Type <= HevcNalUnit.LastIrap && (unit[HevcNalUnit.HeaderBytes] & FirstSliceOfPicture) != 0;
            if (first) pictures++;
            else if (Precedes(header.Type) && pictures > 0) return "some of its packets hold more than one frame";
            begun |= first || Precedes(header.Type);
            if (!begun) return "its frames do not begin where its packets do";
        }
        return pictures == 1 ? null : $"some of its packets hold {pictures} frames instead of one";
    }

    public long NextOrder(ReadOnlySpan<byte> content)
    {
        var codes = new StartCodes(content);
        while (codes.MoveNext())
            if (ByteStream.UnitOf(codes) is { Length: > HevcNalUnit.HeaderBytes } unit && HevcNalUnit.Of(unit) is { IsSlice: true, Layer: 0 })
                return _order!.Next(unit);
        throw new UnprovenTimelineException("some of its packets hold no frame");
    }

    public void WriteSample(ReadOnlySpan<byte> content, IBufferWriter<byte> sample) => ByteStream.WriteSample(content, sample);

    private static bool Precedes(int type) =>
        type is >= HevcNalUnit.Vps and <= HevcNalUnit.EndOfBitstream or PrefixSei or >= 41 and <= 44 or >= 48 and <= 55;

    private static List<byte[]> Sets(ReadOnlySpan<byte> content, int type) =>
        ByteStream.Units(content, unit => unit.Length > HevcNalUnit.HeaderBytes && HevcNalUnit.Of(unit) is { Layer: 0 } header && header.Type == type);
}
