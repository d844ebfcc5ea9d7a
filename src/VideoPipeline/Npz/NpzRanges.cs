using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using VideoPipeline.Errors;

namespace VideoPipeline.Npz;

/// <summary>
/// Reads elements of arrays of a remote <c>.npz</c> file that <see cref="NpzWriter"/> wrote, by range requests: the first
/// <see cref="FirstBytes"/>, the header of each array up to those that are asked for, and the requested elements. Checksums are
/// those of whole arrays, so they are not verified. Safe for concurrent use.
/// </summary>
/// <param name="name">The key or path of the file, for messages.</param>
/// <param name="read">Reads up to a number of bytes from a position.</param>
internal sealed class NpzRanges(string name, Func<long, int, Task<byte[]>> read)
{
    /// <summary>The number of bytes at the start that are read at once.</summary>
    private const int FirstBytes = 64 * 1024;

    /// <summary>Enough for the local header of a zip entry, its name, and the header of an array.</summary>
    private const int MaxHeaderLength = 1024;

    private byte[] _first = [];

    /// <summary>Opens a file and finds arrays.</summary>
    /// <param name="name">The key or path of the file, for messages.</param>
    /// <param name="arrays">The names of the arrays.</param>
    /// <param name="read">Reads up to a number of bytes from a position.</param>
    /// <returns>The file, and the arrays in the order of <paramref name="arrays"/>.</returns>
    /// <exception cref="CorruptResultException">The file is malformed, or an array is missing.</exception>
    public static async Task<(NpzRanges File, IReadOnlyList<NpzRangeArray> Arrays)> OpenAsync(
        string name, IReadOnlyList<string> arrays, Func<long, int, Task<byte[]>> read)
    {
        var file = new NpzRanges(name, read);
        file._first = await read(0, FirstBytes);
        var found = new Dictionary<string, NpzRangeArray>(StringComparer.Ordinal);
        try
        {
            for (var position = 0L; !arrays.All(found.ContainsKey);)
            {
                var (array, next) = ReadHeader(await file.ReadAsync(position, MaxHeaderLength), position);
                found[array.Name] = array;
                position = next;
            }
        }
        catch (Exception e) when (e is InvalidDataException or OverflowException or ArgumentException)
        {
            throw new CorruptResultException($"{name} is damaged: {e.Message.TrimEnd('.')}. Delete the file and run again.", e);
        }
        return (file, [.. arrays.Select(array => found[array])]);
    }

    /// <summary>Reads elements of an array.</summary>
    /// <param name="array">The array.</param>
    /// <param name="start">The index of the first element, in C order.</param>
    /// <param name="count">The number of elements.</param>
    /// <exception cref="CorruptResultException">The array does not have these elements, or has another type.</exception>
    public async Task<T[]> ReadAsync<T>(NpzRangeArray array, long start, int count) where T : unmanaged
    {
        var size = Marshal.SizeOf<T>();
        if (array.Type != NpyTypes.DescriptorOf<T>() || start < 0 || start + count > array.Count)
            throw new CorruptResultException(
                $"{name} has no elements {start} to {start + count - 1} of type {NpyTypes.DescriptorOf<T>()} in the array " +
                $"{array.Name}: it is from another run than the search index. Run again.");
        var bytes = await ReadAsync(array.Offset + (start * size), checked(count * size));
        return bytes.Length == count * size
            ? MemoryMarshal.Cast<byte, T>(bytes).ToArray()
            : throw new CorruptResultException($"{name} is truncated. Delete the file and run again.");
    }

    private async Task<byte[]> ReadAsync(long position, int length)
    {
        if (length == 0) return [];
        // The file ends within the first bytes if there are fewer of them than were requested.
        if (position + length > _first.Length && _first.Length == FirstBytes) return await read(position, length);
        var start = (int)Math.Min(position, _first.Length);
        return _first[start..Math.Min(start + length, _first.Length)];
    }

    // APPNOTE.TXT 6.3.10, section 4.3.7.
    private static (NpzRangeArray Array, long Next) ReadHeader(byte[] bytes, long position)
    {
        if (bytes.Length < ZipRecords.LocalHeaderLength
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != ZipRecords.LocalHeaderSignature)
            throw new InvalidDataException("an array is missing");
        var (method, size) = (BitConverter.ToUInt16(bytes, 8), (long)BitConverter.ToUInt32(bytes, 22));
        var (nameLength, extraLength) = (BitConverter.ToUInt16(bytes, 26), BitConverter.ToUInt16(bytes, 28));
        if (method != ZipRecords.StoredMethod) throw new InvalidDataException("its arrays are compressed");
        var header = ZipRecords.LocalHeaderLength + nameLength + extraLength;
        if (size == ZipRecords.Zip64Marker && extraLength == ZipRecords.LocalZip64ExtraLength)
            size = BitConverter.ToInt64(bytes, ZipRecords.LocalHeaderLength + nameLength + 4);
        var dictLength = NpyHeader.ReadDictLength(bytes.AsSpan(header));
        var data = header + NpyHeader.PrefixLength + dictLength;
        var (type, shape) = NpyHeader.ReadDict(bytes.AsSpan((header + NpyHeader.PrefixLength)..data));
        var count = NpyHeader.ElementCount(shape);
        if (size != data - header + checked(count * NpyTypes.SizeOf(type)!.Value))
            throw new InvalidDataException("the size of an array differs from its shape");
        var name = Path.GetFileNameWithoutExtension(Encoding.UTF8.GetString(bytes, ZipRecords.LocalHeaderLength, nameLength));
        return (new NpzRangeArray(name, type, count, position + data), position + header + size);
    }
}

/// <summary>The position of an array in an <c>.npz</c> file.</summary>
/// <param name="Name">The name of the array.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Count">The number of elements.</param>
/// <param name="Offset">The position of the first element in the file.</param>
internal sealed record NpzRangeArray(string Name, string Type, long Count, long Offset);
