using System.Buffers.Binary;

namespace VideoPipeline.Codecs;

/// <summary>The content of an <c>avcC</c> box (ISO/IEC 14496-15, 5.3.3.1).</summary>
internal sealed record AvcDecoderConfiguration(int LengthBytes, ParameterSets Sps, ParameterSets Pps)
{
    public static AvcDecoderConfiguration Parse(ReadOnlySpan<byte> avcC)
    {
        if (avcC.Length < 7) throw new MalformedBitstreamException("it is too short");
        var rest = avcC[5..];
        var sequence = Read(ref rest, rest[0] & 0x1F);
        var picture = rest.IsEmpty ? [] : Read(ref rest, rest[0]);
        return new AvcDecoderConfiguration((avcC[4] & 3) + 1, new ParameterSets(sequence), new ParameterSets(picture));
    }

    private static List<byte[]> Read(ref ReadOnlySpan<byte> rest, int count)
    {
        rest = rest[1..];
        var sets = new List<byte[]>(count);
        for (var i = 0; i < count; i++)
        {
            if (rest.Length < 2
                || BinaryPrimitives.ReadUInt16BigEndian(rest) is var length && (length == 0 || length > rest.Length - 2))
                throw new MalformedBitstreamException("a parameter set is empty or truncated");
            sets.Add(rest.Slice(2, length).ToArray());
            rest = rest[(2 + length)..];
        }
        return sets;
    }
}
