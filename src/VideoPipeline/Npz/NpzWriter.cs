using System.IO.Hashing;

namespace VideoPipeline.Npz;

/// <summary>
/// Writes an <c>.npz</c> file: a zip file of uncompressed <c>.npy</c> entries, as <c>numpy.load</c> reads it. The stream is
/// written sequentially, without copying the arrays. The same arrays in the same order always give the same bytes.
/// </summary>
internal sealed class NpzWriter(Stream destination)
{
    private readonly List<ZipRecords.Entry> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private long _position;

    /// <summary>Writes a file of all <paramref name="arrays"/>. The stream is left open.</summary>
    /// <exception cref="ArgumentException">Two arrays have the same name.</exception>
    public static void Write(Stream destination, IEnumerable<NpyArray> arrays)
    {
        var writer = new NpzWriter(destination);
        foreach (var array in arrays) writer.Add(array);
        writer.Complete();
    }

    /// <summary>Writes one array. It is not referenced afterwards.</summary>
    /// <exception cref="ArgumentException">An array of that name has already been written.</exception>
    public void Add(NpyArray array)
    {
        if (!_names.Add(array.Name))
            throw new ArgumentException($"An array named {array.Name} has already been written.", nameof(array));
        var header = NpyHeader.Write(array);
        var entry = new ZipRecords.Entry(
            array.Name + ".npy", Checksum(header, array), header.Length + array.ByteLength, _position);
        _entries.Add(entry);
        Write(ZipRecords.LocalHeader(entry));
        Write(header);
        array.ForEachBlock(block => Write(block));
    }

    /// <summary>
    /// Writes the central directory. This is not part of a Dispose method, so that an aborted file is never taken for a complete
    /// one.
    /// </summary>
    public void Complete()
    {
        var directory = _position;
        foreach (var entry in _entries) Write(ZipRecords.CentralHeader(entry));
        Write(ZipRecords.EndOfCentralDirectory(_entries.Count, directory, _position - directory));
        destination.Flush();
    }

    private static uint Checksum(byte[] header, NpyArray array)
    {
        var crc = new Crc32();
        crc.Append(header);
        array.ForEachBlock(block => crc.Append(block));
        return crc.GetCurrentHashAsUInt32();
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        destination.Write(bytes);
        _position += bytes.Length;
    }
}
