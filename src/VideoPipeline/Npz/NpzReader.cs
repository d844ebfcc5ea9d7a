using System.IO.Compression;
using System.IO.Hashing;
using VideoPipeline.Errors;

namespace VideoPipeline.Npz;

/// <summary>
/// Reads the <c>.npz</c> files that <see cref="NpzWriter"/> writes. The input is untrusted: allocations are limited to the length
/// of the file, whatever its headers claim, and checksums are verified.
/// </summary>
internal static class NpzReader
{
    private const string Extension = ".npy";

    /// <summary>Reads all arrays. A stream that is not seekable is first copied into memory.</summary>
    /// <param name="source">The file; it is left open.</param>
    /// <param name="name">The key or path of the file, for messages.</param>
    /// <exception cref="CorruptResultException">The file is damaged, truncated, or not an <c>.npz</c> file.</exception>
    public static NpzArrays Read(Stream source, string name)
    {
        try
        {
            if (!source.CanSeek)
            {
                var copy = new MemoryStream();
                source.CopyTo(copy);
                source = copy;
            }
            using var zip = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
            var remaining = source.Length;
            var arrays = new List<NpyArray>();
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in zip.Entries)
            {
                // A malformed file can have overlapping entries, and thereby claim more data than its length.
                remaining -= entry.CompressedLength;
                if (remaining < 0) throw new InvalidDataException("its entries are larger than the file");
                if (!names.Add(entry.FullName)) throw new InvalidDataException($"it has two entries named {entry.FullName}");
                arrays.Add(Read(entry));
            }
            return new NpzArrays(name, arrays);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or OverflowException)
        {
            throw new CorruptResultException($"{name} is damaged: {e.Message.TrimEnd('.')}. Delete the file and run again.", e);
        }
    }

    private static NpyArray Read(ZipArchiveEntry entry)
    {
        if (!entry.FullName.EndsWith(Extension, StringComparison.Ordinal) || entry.FullName.Length == Extension.Length)
            throw new InvalidDataException($"its entry '{entry.FullName}' is not an array");
        if (entry.CompressedLength != entry.Length)
            throw new InvalidDataException($"its entry {entry.FullName} is compressed");
        using var bytes = entry.Open();
        var crc = new Crc32();
        void Fill(Span<byte> block)
        {
            bytes.ReadExactly(block);
            crc.Append(block);
        }

        var prefix = new byte[NpyHeader.PrefixLength];
        Fill(prefix);
        var dict = new byte[NpyHeader.ReadDictLength(prefix)];
        Fill(dict);
        var (type, shape) = NpyHeader.ReadDict(dict);
        var count = NpyHeader.ElementCount(shape);
        var expected = checked(prefix.Length + dict.Length + count * NpyTypes.SizeOf(type)!.Value);
        if (expected != entry.Length || count > Array.MaxLength)
            throw new InvalidDataException(
                $"its entry {entry.FullName} has {entry.Length} bytes, but its shape requires {expected}");
        var array = NpyTypes.Allocate(entry.FullName[..^Extension.Length], type, (int)count, shape);
        array.ForEachBlock(Fill);
        if (array is NpyArray<bool>) array.ForEachBlock(CheckBooleans);
        if (crc.GetCurrentHashAsUInt32() != entry.Crc32)
            throw new InvalidDataException($"the checksum of its entry {entry.FullName} is wrong");
        return array;
    }

    /// <summary>A .NET bool with another byte value than 0 or 1 is equal to neither true nor false.</summary>
    private static void CheckBooleans(Span<byte> block)
    {
        if (block.ContainsAnyExceptInRange<byte>(0, 1))
            throw new InvalidDataException("it has Boolean values other than 0 and 1");
    }
}
