using System.Buffers.Binary;

namespace VideoPipeline.Codecs;

/// <summary>An <c>hvcC</c> box (14496-15, 8.3.3.1).</summary>
internal sealed record HevcConfiguration(int LengthBytes, ParameterSets Video, ParameterSets Sequence, ParameterSets Picture, ParameterSets Information)
{
    private const int ArraysAt = 22;

    public static HevcConfiguration Parse(ReadOnlySpan<byte> hvcC)
    {
        if (hvcC.Length <= ArraysAt) throw new MalformedBitsException("it is too short");
        var sets = new Dictionary<int, List<byte[]>>();
        var rest = hvcC[(ArraysAt + 1)..];
        for (var array = 0; array < hvcC[ArraysAt]; array++)
        {
            if (rest.Length < 3) throw new MalformedBitsException("a list of parameter sets is cut short");
            var type = rest[0] & 0x3F;
            var count = BinaryPrimitives.ReadUInt16BigEndian(rest[1..]);
            rest = rest[3..];
            for (var i = 0; i < count; i++)
            {
                if (rest.Length < 2 || BinaryPrimitives.ReadUInt16BigEndian(rest) is var length && (length == 0 || length > rest.Length - 2))
                    throw new MalformedBitsException("a parameter set is empty or cut short");
                if (!sets.TryGetValue(type, out var list)) sets[type] = list = [];
                list.Add(rest.Slice(2, length).ToArray());
                rest = rest[(2 + length)..];
            }
        }
        ParameterSets Of(int type) => new(sets.GetValueOrDefault(type) ?? []);
        return new HevcConfiguration((hvcC[21] & 3) + 1, Of(HevcUnit.VideoParameters), Of(HevcUnit.SequenceParameters), Of(HevcUnit.PictureParameters), Of(HevcUnit.Information));
    }
}
