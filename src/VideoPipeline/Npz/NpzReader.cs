using System.IO.Compression;
using System.IO.Hashing;
using VideoPipeline.Errors;

namespace VideoPipeline.Npz;

/// <summary>
/// Reads the <c>.npz</c> files that <see cref="NpzWriter"/> writes. The bytes may come from anywhere: no more is allocated than
/// the file is long, whatever its headers claim, and check sums are verified.
/// </summary>
public static class NpzReader
{
    private const string Extension = ".npy";

    /// <summary>Reads all arrays. A stream that cannot seek is first read into memory.</summary>
    /// <param name="source">The file; it stays open.</param>
    /// <param name="name">What it is, for messages: a key or a path.</param>
    /// <exception cref="CorruptResultException">It is damaged, cut off, or no such file.</exception>
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
            var unclaimed = source.Length;
            var arrays = new List<NpyArray>();
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in zip.Entries)
            {
                // Entries may overlap, so that a short file claims many long ones.
                unclaimed -= entry.CompressedLength;
                if (unclaimed < 0) throw new InvalidDataException("its entries are longer than the file");
                if (!names.Add(entry.FullName)) throw new InvalidDataException($"it has two entries {entry.FullName}");
                arrays.Add(Read(entry));
            }
            return new NpzArrays(name, arrays);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or OverflowException)
        {
            throw new CorruptResultException($"{name} is damaged: {e.Message.TrimEnd('.')}. Delete it and run again.", e);
        }
    }

    private static NpyArray Read(ZipArchiveEntry entry)
    {
        if (!entry.FullName.EndsWith(Extension, StringComparison.Ordinal) || entry.FullName.Length == Extension.Length)
            throw new InvalidDataException($"its entry '{entry.FullName}' is no array");
        if (entry.CompressedLength != entry.Length)
            throw new InvalidDataException($"its entry {entry.FullName} is not stored as it is");
        using var bytes = entry.Open();
        var crc = new Crc32();
        void Fill(Span<byte> block)
        {
            bytes.ReadExactly(block);
            crc.Append(block);
        }

        var prefix = new byte[NpyHeader.PrefixLength];
        Fill(prefix);
        var dict = new byte[NpyHeader.DictLength(prefix)];
        Fill(dict);
        var (type, shape) = NpyHeader.ReadDict(dict);
        var count = NpyHeader.Count(shape);
        var expected = checked(prefix.Length + dict.Length + count * NpyTypes.SizeOf(type)!.Value);
        if (expected != entry.Length || count > Array.MaxLength)
            throw new InvalidDataException(
                $"its entry {entry.FullName} has {entry.Length} bytes where its shape asks for {expected}");
        var array = NpyTypes.Allocate(entry.FullName[..^Extension.Length], type, (int)count, shape);
        array.EachBlock(Fill);
        if (array is NpyArray<bool>) array.EachBlock(MustBeTruthValues);
        if (crc.GetCurrentHashAsUInt32() != entry.Crc32) throw new InvalidDataException($"the check sum of its entry {entry.FullName} is wrong");
        return array;
    }

    /// <summary>A bool of any other byte would be neither equal to true nor to false.</summary>
    private static void MustBeTruthValues(Span<byte> block)
    {
        if (block.ContainsAnyExceptInRange<byte>(0, 1))
            throw new InvalidDataException("it has truth values that are neither 0 nor 1");
    }
}
