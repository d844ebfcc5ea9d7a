using System.IO.Hashing;

namespace VideoPipeline.Npz;

/// <summary>
/// Writes an <c>.npz</c> file: a zip of stored <c>.npy</c> entries that <c>numpy.load</c> reads. The stream is only written
/// forward, array by array and without a copy of one; the same arrays in the same order always give the same bytes.
/// </summary>
public sealed class NpzWriter(Stream destination)
{
    private readonly List<ZipRecords.Entry> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private long _position;

    /// <summary>Writes a file of all <paramref name="arrays"/>; the stream stays open.</summary>
    /// <exception cref="ArgumentException">Two arrays have one name.</exception>
    public static void Write(Stream destination, IEnumerable<NpyArray> arrays)
    {
        var writer = new NpzWriter(destination);
        foreach (var array in arrays) writer.Add(array);
        writer.Complete();
    }

    /// <summary>Writes one array; it may be dropped afterwards.</summary>
    /// <exception cref="ArgumentException">There is one of that name already.</exception>
    public void Add(NpyArray array)
    {
        if (!_names.Add(array.Name)) throw new ArgumentException($"There is an array {array.Name} already.", nameof(array));
        var header = NpyHeader.Write(array);
        var entry = new ZipRecords.Entry(array.Name + ".npy", CheckSum(header, array), header.Length + array.ByteLength, _position);
        _entries.Add(entry);
        Write(ZipRecords.LocalHeader(entry));
        Write(header);
        array.EachBlock(block => Write(block));
    }

    /// <summary>
    /// Writes the directory. Not done by disposing, so that a file that was given up half-way never looks like a whole one.
    /// </summary>
    public void Complete()
    {
        var directory = _position;
        foreach (var entry in _entries) Write(ZipRecords.CentralHeader(entry));
        Write(ZipRecords.End(_entries.Count, directory, _position - directory));
        destination.Flush();
    }

    private static uint CheckSum(byte[] header, NpyArray array)
    {
        var crc = new Crc32();
        crc.Append(header);
        array.EachBlock(block => crc.Append(block));
        return crc.GetCurrentHashAsUInt32();
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        destination.Write(bytes);
        _position += bytes.Length;
    }
}
