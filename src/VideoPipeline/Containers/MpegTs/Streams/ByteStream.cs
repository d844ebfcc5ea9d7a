using System.Buffers;
using System.Buffers.Binary;
using VideoPipeline.Codecs;

namespace VideoPipeline.Containers.MpegTs.Streams;

/// <summary>NAL units that follow one another, each after a start code (H.264 and H.265, annex B).</summary>
internal static class ByteStream
{
    private const int PrefixBytes = 3;

    /// <summary>Bytes of the length in front of each unit that <see cref="WriteSample"/> writes.</summary>
    public const int LengthBytes = 4;

    /// <summary>Whether a start code stands at the very beginning.</summary>
    public static bool BeginsWithUnit(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0, 0, 1]) || content.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 1]);

    /// <summary>The unit that <paramref name="codes"/> stands at, its header first.</summary>
    public static ReadOnlySpan<byte> UnitOf(in StartCodes codes) => codes.Unit[Math.Min(codes.Unit.Length, PrefixBytes)..];

    /// <summary>Writes the units with lengths instead of start codes (ISO/IEC 14496-15, 5.3.3).</summary>
    public static void WriteSample(ReadOnlySpan<byte> content, IBufferWriter<byte> sample)
    {
        var codes = new StartCodes(content);
        while (codes.MoveNext())
        {
            var unit = UnitOf(codes);
            BinaryPrimitives.WriteInt32BigEndian(sample.GetSpan(LengthBytes), unit.Length);
            sample.Advance(LengthBytes);
            sample.Write(unit);
        }
    }

    /// <summary>The units that <paramref name="choose"/> wants, each once.</summary>
    public static List<byte[]> Units(ReadOnlySpan<byte> content, Predicate<byte[]> choose)
    {
        var chosen = new List<byte[]>();
        var codes = new StartCodes(content);
        while (codes.MoveNext())
        {
            var unit = UnitOf(codes).ToArray();
            if (unit.Length > 0 && choose(unit) && !chosen.Exists(known => known.AsSpan().SequenceEqual(unit))) chosen.Add(unit);
        }
        return chosen;
    }
}
