using System.Buffers.Binary;

namespace VideoPipeline.Codecs;

/// <summary>The content of an <c>hvcC</c> box (ISO/IEC 14496-15, 8.3.3.1).</summary>
internal sealed record HevcDecoderConfiguration(
    int LengthBytes, ParameterSets Vps, ParameterSets Sps, ParameterSets Pps, ParameterSets Sei)
{
    private const int ArraysOffset = 22;

    public static HevcDecoderConfiguration Parse(ReadOnlySpan<byte> hvcC)
    {
        if (hvcC.Length <= ArraysOffset) throw new MalformedBitstreamException("it is too short");
        var sets = new Dictionary<int, List<byte[]>>();
        var rest = hvcC[(ArraysOffset + 1)..];
        for (var array = 0; array < hvcC[ArraysOffset]; array++)
        {
            if (rest.Length < 3) throw new MalformedBitstreamException("an array of parameter sets is truncated");
            var type = rest[0] & 0x3F;
            var count = BinaryPrimitives.ReadUInt16BigEndian(rest[1..]);
            rest = rest[3..];
            for (var i = 0; i < count; i++)
            {
                if (rest.Length < 2
                    || BinaryPrimitives.ReadUInt16BigEndian(rest) is var length && (length == 0 || length > rest.Length - 2))
                    throw new MalformedBitstreamException("a parameter set is empty or truncated");
                if (!sets.TryGetValue(type, out var list)) sets[type] = list = [];
                list.Add(rest.Slice(2, length).ToArray());
                rest = rest[(2 + length)..];
            }
        }
        ParameterSets Sets(int type) => new(sets.GetValueOrDefault(type) ?? []);
        return new HevcDecoderConfiguration(
            (hvcC[21] & 3) + 1, Sets(HevcNalUnit.Vps), Sets(HevcNalUnit.Sps), Sets(HevcNalUnit.Pps), Sets(HevcNalUnit.PrefixSei));
    }
}
