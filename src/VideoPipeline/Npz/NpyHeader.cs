using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace VideoPipeline.Npz;

/// <summary>
/// Reads and writes the header of an <c>.npy</c> file, format version 1.0: magic, version, length, and a Python dict padded with
/// spaces so that the elements start at a multiple of 64 bytes (<c>numpy.lib.format</c>, NEP 1).
/// </summary>
internal static partial class NpyHeader
{
    /// <summary>The number of bytes before the dict.</summary>
    public const int PrefixLength = 10;

    private static ReadOnlySpan<byte> MagicAndVersion =>
        [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>Creates the header of an array.</summary>
    public static byte[] Write(NpyArray array) => Write(array.Type, array.Shape);

    /// <summary>Creates a header for a type and shape, padded to at least <paramref name="minLength"/> bytes.</summary>
    public static byte[] Write(string type, IReadOnlyList<int> shape, int minLength = 0)
    {
        var dict = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {FormatShape(shape)}, }}";
        var length = Math.Max(minLength, (PrefixLength + dict.Length + 1 + 63) / 64 * 64);
        var header = new byte[length];
        MagicAndVersion.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(MagicAndVersion.Length), (ushort)(length - PrefixLength));
        header.AsSpan(PrefixLength).Fill((byte)' ');
        Encoding.ASCII.GetBytes(dict, header.AsSpan(PrefixLength));
        header[^1] = (byte)'\n';
        return header;
    }

    /// <summary>Reads the length of the dict from the prefix.</summary>
    /// <exception cref="InvalidDataException">The prefix is not that of format version 1.0.</exception>
    public static int ReadDictLength(ReadOnlySpan<byte> prefix) =>
        prefix.StartsWith(MagicAndVersion)
            ? BinaryPrimitives.ReadUInt16LittleEndian(prefix[MagicAndVersion.Length..])
            : throw new InvalidDataException("it does not have the header of .npy format 1.0");

    /// <summary>Reads the element type and the shape from the dict.</summary>
    /// <exception cref="InvalidDataException">The dict is malformed, or the element type or order is not supported.</exception>
    public static (string Type, int[] Shape) ReadDict(ReadOnlySpan<byte> dict)
    {
        var match = Dict().Match(Encoding.Latin1.GetString(dict));
        if (!match.Success) throw new InvalidDataException("its header does not describe an array in C order");
        var type = match.Groups["type"].Value;
        if (NpyTypes.SizeOf(type) is null)
            throw new InvalidDataException($"its element type {type} is not supported");
        return (type, Shape(match.Groups["shape"].Value));
    }

    /// <summary>The number of elements of an array with this shape.</summary>
    /// <exception cref="OverflowException">The number exceeds 64 bits.</exception>
    public static long ElementCount(IEnumerable<int> shape) => shape.Aggregate(1L, (count, length) => checked(count * length));

    /// <summary>Formats a shape as a Python tuple.</summary>
    public static string FormatShape(IReadOnlyList<int> shape) =>
        shape.Count == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";

    private static int[] Shape(string axes) =>
        axes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(axis => int.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                ? length
                : throw new InvalidDataException($"its shape has an invalid axis length {axis}"))
            .ToArray();

    [GeneratedRegex(@"\A\{'descr': '(?<type>[^']*)', 'fortran_order': False, 'shape': \((?<shape>[0-9, ]*)\),? ?\} *\n\z")]
    private static partial Regex Dict();
}
