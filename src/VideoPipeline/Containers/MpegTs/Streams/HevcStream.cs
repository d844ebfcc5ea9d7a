using System.Buffers;
using VideoPipeline.Codecs;
using VideoPipeline.Containers.Mp4;

namespace VideoPipeline.Containers.MpegTs.Streams;

/// <summary>HEVC; divided as ffmpeg does it (libavcodec/hevc_parser.c, <c>hevc_find_frame_end</c>).</summary>
internal sealed class HevcStream : IElementaryStream
{
    private const int InformationBefore = 39;
    private const byte FirstSliceOfPicture = 0x80;

    private HevcPictureOrder? _order;

    public int? Reorder { get; private set; }

    public byte[] Describe(ReadOnlySpan<byte> first)
    {
        (int Type, List<byte[]> Units)[] sets =
        [
            (HevcUnit.VideoParameters, Sets(first, HevcUnit.VideoParameters)),
            (HevcUnit.SequenceParameters, Sets(first, HevcUnit.SequenceParameters)),
            (HevcUnit.PictureParameters, Sets(first, HevcUnit.PictureParameters)),
        ];
        if (sets.Any(set => set.Units.Count == 0)) throw new UnprovenException("it does not begin with its parameter sets");
        var parameters = HevcSequenceParameters.Parse(sets[1].Units[0]);
        if (sets[2].Units.Select(HevcPictureOrder.IdOf).Distinct().Count() < sets[2].Units.Count)
            throw new UnprovenException("several of its picture parameter sets have the same number");
        (_order, Reorder) = (new HevcPictureOrder(parameters, sets[2].Units), parameters.ReorderPictures);
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

    public string? Objection(ReadOnlySpan<byte> content)
    {
        if (!ByteStream.BeginsWithUnit(content)) return "its frames do not begin where its packets do";
        var pictures = 0;
        var begun = false;
        var codes = new StartCodes(content);
        while (codes.MoveNext())
        {
            var unit = ByteStream.UnitOf(codes);
            if (unit.Length <= HevcUnit.HeaderBytes) return "a unit of it is cut short";
            var header = HevcUnit.Of(unit);
            if (header.Layer > 0) continue;
            var first = header.Type <= HevcUnit.LastRandomAccess && (unit[HevcUnit.HeaderBytes] & FirstSliceOfPicture) != 0;
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
            if (ByteStream.UnitOf(codes) is { Length: > HevcUnit.HeaderBytes } unit && HevcUnit.Of(unit) is { IsSlice: true, Layer: 0 })
                return _order!.Next(unit);
        throw new UnprovenException("some of its packets hold no frame");
    }

    public void WriteSample(ReadOnlySpan<byte> content, IBufferWriter<byte> sample) => ByteStream.WriteSample(content, sample);

    private static bool Precedes(int type) =>
        type is >= HevcUnit.VideoParameters and <= HevcUnit.EndOfBitstream or InformationBefore or >= 41 and <= 44 or >= 48 and <= 55;

    private static List<byte[]> Sets(ReadOnlySpan<byte> content, int type) =>
        ByteStream.Units(content, unit => unit.Length > HevcUnit.HeaderBytes && HevcUnit.Of(unit) is { Layer: 0 } header && header.Type == type);
}
