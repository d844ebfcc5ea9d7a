using System.Buffers;
using System.Buffers.Binary;
using VideoPipeline.Codecs;

namespace VideoPipeline.Containers.MpegTs.Streams;

/// <summary>Reads the byte stream format: NAL units with start codes (H.264 and H.265, annex B).</summary>
internal static class ByteStream
{
    private const int PrefixBytes = 3;

    /// <summary>The number of bytes of the length field that <see cref="WriteSample"/> writes before each NAL unit.</summary>
    public const int LengthBytes = 4;

    /// <summary>Whether the content starts with a start code.</summary>
    public static bool StartsWithStartCode(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0, 0, 1]) || content.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 1]);

    /// <summary>Returns the current NAL unit of <paramref name="codes"/>, without its start code.</summary>
    public static ReadOnlySpan<byte> GetNalUnit(in StartCodes codes) => codes.Unit[Math.Min(codes.Unit.Length, PrefixBytes)..];

    /// <summary>Writes the NAL units with length fields instead of start codes (ISO/IEC 14496-15, 5.3.3).</summary>
    public static void WriteSample(ReadOnlySpan<byte> content, IBufferWriter<byte> sample)
    {
        var codes = new StartCodes(content);
        while (codes.MoveNext())
        {
            var unit = GetNalUnit(codes);
            BinaryPrimitives.WriteInt32BigEndian(sample.GetSpan(LengthBytes), unit.Length);
            sample.Advance(LengthBytes);
            sample.Write(unit);
        }
    }

    /// <summary>Returns the distinct NAL units that match a predicate.</summary>
    public static List<byte[]> FindNalUnits(ReadOnlySpan<byte> content, Predicate<byte[]> predicate)
    {
        var units = new List<byte[]>();
        var codes = new StartCodes(content);
        while (codes.MoveNext())
        {
            var unit = GetNalUnit(codes).ToArray();
            if (unit.Length > 0 && predicate(unit) && !units.Exists(other => other.AsSpan().SequenceEqual(unit))) units.Add(unit);
        }
        return units;
    }
}
