using System.Numerics;

namespace VideoPipeline.Containers.Matroska;

/// <summary>
/// EBML variable-size integers (vints): the number of leading zero bits gives the number of bytes (RFC 8794, 4).
/// </summary>
internal static class Vint
{
    public const int MaxLength = 8;

    /// <summary>
    /// Returns the number of bytes of the vint that starts with <paramref name="first"/>; 9 if it is not a vint.
    /// </summary>
    public static int Length(byte first) => BitOperations.LeadingZeroCount((uint)first << 24 | 0x800000) + 1;

    /// <summary>Reads the vint that <paramref name="bytes"/> start with.</summary>
    /// <param name="bytes">The bytes; may be too short.</param>
    /// <param name="value">The value, without the marker bit.</param>
    /// <returns>The number of bytes of the vint; 0 if there are too few bytes or they are not a vint.</returns>
    public static int Read(ReadOnlySpan<byte> bytes, out long value)
    {
        value = 0;
        if (bytes.IsEmpty || Length(bytes[0]) is var length && (length > MaxLength || length > bytes.Length)) return 0;
        value = bytes[0] & (0xFF >> length);
        for (var i = 1; i < length; i++) value = value << 8 | bytes[i];
        return length;
    }

    /// <summary>
    /// Whether an element size of <paramref name="length"/> bytes is the unknown size: all bits set (RFC 8794, 6.2).
    /// </summary>
    public static bool IsUnknown(long value, int length) => value == (1L << 7 * length) - 1;
}
