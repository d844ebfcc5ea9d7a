using System.Numerics;

namespace VideoPipeline.Containers.Matroska;

/// <summary>Integers of variable size, whose leading zero bits tell how many bytes they have (RFC 8794, 4).</summary>
internal static class Vint
{
    public const int Longest = 8;

    /// <summary>How many bytes the integer has that begins with <paramref name="first"/>; 9 where it cannot be one.</summary>
    public static int Length(byte first) => BitOperations.LeadingZeroCount((uint)first << 24 | 0x800000) + 1;

    /// <summary>Reads the integer that <paramref name="bytes"/> begin with.</summary>
    /// <param name="bytes">Not necessarily long enough.</param>
    /// <param name="value">Its value, without the marker.</param>
    /// <returns>How many bytes it has; 0 where they are not all there or begin no integer.</returns>
    public static int Read(ReadOnlySpan<byte> bytes, out long value)
    {
        value = 0;
        if (bytes.IsEmpty || Length(bytes[0]) is var length && (length > Longest || length > bytes.Length)) return 0;
        value = bytes[0] & (0xFF >> length);
        for (var i = 1; i < length; i++) value = value << 8 | bytes[i];
        return length;
    }

    /// <summary>Whether a size of so many bytes, all ones, says that it is unknown (RFC 8794, 6.2).</summary>
    public static bool IsUnknown(long value, int length) => value == (1L << 7 * length) - 1;
}
