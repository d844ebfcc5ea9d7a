using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace VideoPipeline.Npz;

/// <summary>
/// The header of an <c>.npy</c> file, format version 1.0: magic, version, a length, and a Python dict padded with spaces so that
/// the elements begin at a multiple of 64 bytes (numpy, <c>numpy.lib.format</c>, NEP 1).
/// </summary>
internal static partial class NpyHeader
{
    /// <summary>Bytes before the dict.</summary>
    public const int PrefixLength = 10;

    private static ReadOnlySpan<byte> MagicAndVersion => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>The bytes that go before the elements.</summary>
    public static byte[] Write(NpyArray array) => Write(array.Type, array.Shape);

    /// <summary>The bytes that go before the elements of an array of this type and shape, <paramref name="atLeast"/> of them.</summary>
    public static byte[] Write(string type, IReadOnlyList<int> shape, int atLeast = 0)
    {
        var dict = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {Tuple(shape)}, }}";
        var length = Math.Max(atLeast, (PrefixLength + dict.Length + 1 + 63) / 64 * 64);
        var header = new byte[length];
        MagicAndVersion.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(MagicAndVersion.Length), (ushort)(length - PrefixLength));
        header.AsSpan(PrefixLength).Fill((byte)' ');
        Encoding.ASCII.GetBytes(dict, header.AsSpan(PrefixLength));
        header[^1] = (byte)'\n';
        return header;
    }

    /// <summary>The length of the dict that follows the prefix.</summary>
    /// <exception cref="InvalidDataException">It is no prefix of this version.</exception>
    public static int DictLength(ReadOnlySpan<byte> prefix) =>
        prefix.StartsWith(MagicAndVersion)
            ? BinaryPrimitives.ReadUInt16LittleEndian(prefix[MagicAndVersion.Length..])
            : throw new InvalidDataException("it does not begin as .npy format 1.0 does");

    /// <summary>Reads element type and shape.</summary>
    /// <exception cref="InvalidDataException">It is no such dict, or one of a type or order that is not used here.</exception>
    public static (string Type, int[] Shape) ReadDict(ReadOnlySpan<byte> dict)
    {
        var match = Dict().Match(Encoding.Latin1.GetString(dict));
        if (!match.Success) throw new InvalidDataException("its header is not one of an array in C order");
        var type = match.Groups["type"].Value;
        if (NpyTypes.SizeOf(type) is null)
            throw new InvalidDataException($"its elements are of type {type}, which is not used here");
        return (type, Shape(match.Groups["shape"].Value));
    }

    /// <summary>How many elements an array of this shape has.</summary>
    /// <exception cref="OverflowException">More than can be counted.</exception>
    public static long Count(IEnumerable<int> shape) => shape.Aggregate(1L, (count, length) => checked(count * length));

    /// <summary>The shape as Python writes a tuple.</summary>
    public static string Tuple(IReadOnlyList<int> shape) => shape.Count == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";

    private static int[] Shape(string axes) =>
        axes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(axis => int.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                ? length
                : throw new InvalidDataException($"its shape has an axis of {axis}"))
            .ToArray();

    [GeneratedRegex(@"\A\{'descr': '(?<type>[^']*)', 'fortran_order': False, 'shape': \((?<shape>[0-9, ]*)\),? ?\} *\n\z")]
    private static partial Regex Dict();
}
