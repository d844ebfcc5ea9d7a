using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Microsoft.Win32.SafeHandles;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Durability;

/// <summary>Where a record of a journal is in its file, in bytes.</summary>
internal readonly record struct JournalPlace(long Offset, int Length);

/// <summary>A file of records that only grows. Each is a line: the CRC-32 of its JSON in eight hexadecimal digits, a space,
/// the JSON.
/// Thread-safe.</summary>
/// <remarks>A record is handed to the operating system in one write before <see cref="Append"/> returns, so it survives the
/// death of the
/// process. There is no fsync, as in the store of which the journal tells: after a power failure the end may be
/// missing.</remarks>
internal sealed class JournalFile : IDisposable
{
    private const int CheckLength = 8, EndSize = 8192;
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;
    private const byte Separator = (byte)' ';
    private const byte LineEnd = (byte)'\n';

    private readonly Lock _gate = new();
    private SafeFileHandle? _handle;
    private long _end;
    private bool _isBroken;

    private JournalFile(string path, long end) => (Path, _end) = (path, end);

    public string Path { get; }

    /// <summary>Creates the file, with its folder.</summary>
    public static JournalFile Create(string path)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return new JournalFile(path, 0);
    }

    /// <summary>Reads the records of a file, and repairs its end: what follows the last whole record is cut off.</summary>
    public static JournalContent Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var records = new List<(JournalPlace Place, JsonData Json)>();
        var at = 0;
        while (at < bytes.Length && ReadRecord(bytes.AsSpan(at)) is var (length, json))
        {
            records.Add((new JournalPlace(at, length), json));
            at += length;
        }
        var file = new JournalFile(path, at);
        if (at == bytes.Length) return new JournalContent(file, records, JournalEnd.Whole, at);
        if (HasRecord(bytes.AsSpan(at))) return new JournalContent(file, records, JournalEnd.Damaged, at);
        using (var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write)) RandomAccess.SetLength(handle, at);
        return new JournalContent(file, records, JournalEnd.Torn, at);
    }

    /// <summary>Reads the first record and the last, without those between them; null if the file does not begin and end with a
    /// record, or has one only.</summary>
    public static JournalEnds? ReadEnds(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, Shared);
        var length = RandomAccess.GetLength(handle);
        for (var size = EndSize; ; size *= 4)
        {
            var isWhole = size >= length;
            var start = new byte[isWhole ? length : size];
            Fill(handle, start, 0);
            var end = start;
            if (!isWhole) Fill(handle, end = new byte[size], length - size);
            var lastLine = end.Length < 2 ? -1 : end.AsSpan(0, end.Length - 1).LastIndexOf(LineEnd) + 1;
            var hasBoth = start.AsSpan().IndexOf(LineEnd) >= 0 && lastLine > 0;
            if (!hasBoth && !isWhole) continue;
            if (!hasBoth || end[^1] != LineEnd) return null;
            return ReadRecord(start) is var (firstLength, first) && ReadRecord(end.AsSpan(lastLine)) is var (_, last)
                ? new JournalEnds(new JournalFile(path, length), new JournalPlace(0, firstLength), first, last)
                : null;
        }
    }

    /// <summary>Appends a record.</summary>
    /// <exception cref="IOException">It could not be written; nor will any other be.</exception>
    public JournalPlace Append(JsonData record)
    {
        var json = record.ToUtf8();
        var line = new byte[CheckLength + 1 + json.Length + 1];
        Encoding.ASCII.GetBytes(Check(json), line);
        line[CheckLength] = Separator;
        json.CopyTo(line, CheckLength + 1);
        line[^1] = LineEnd;
        lock (_gate)
        {
            // A record after one that was written in part would be lost.
            if (_isBroken) throw new IOException($"{Path} could not be written before.");
            _isBroken = true;
            _handle ??= File.OpenHandle(Path, _end == 0 ? FileMode.Create : FileMode.Open, FileAccess.Write, Shared);
            RandomAccess.Write(_handle, line, _end);
            _isBroken = false;
            var place = new JournalPlace(_end, line.Length);
            _end += line.Length;
            return place;
        }
    }

    /// <summary>Reads records at places.</summary>
    /// <exception cref="InvalidDataException">There is no record.</exception>
    public IEnumerable<JsonData> Read(IEnumerable<JournalPlace> places)
    {
        using var handle = File.OpenHandle(Path, FileMode.Open, FileAccess.Read, Shared);
        foreach (var place in places)
        {
            var line = new byte[place.Length];
            RandomAccess.Read(handle, line, place.Offset);
            yield return ReadRecord(line) is var (_, json)
                ? json
                : throw new InvalidDataException($"{Path} has been damaged at byte {place.Offset}.");
        }
    }

    /// <summary>Closes the file until the next record is appended.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _handle?.Dispose();
            _handle = null;
        }
    }

    private static void Fill(SafeFileHandle handle, Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0 && RandomAccess.Read(handle, bytes, offset) is var read and > 0)
        {
            bytes = bytes[read..];
            offset += read;
        }
    }

    private static (int Length, JsonData Json)? ReadRecord(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf(LineEnd);
        if (end <= CheckLength || bytes[CheckLength] != Separator) return null;
        var json = bytes[(CheckLength + 1)..end];
        if (!bytes[..CheckLength].SequenceEqual(Encoding.ASCII.GetBytes(Check(json)))) return null;
        try
        {
            return (end + 1, JsonData.Parse(json));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool HasRecord(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf(LineEnd) is var end && end >= 0)
        {
            bytes = bytes[(end + 1)..];
            if (ReadRecord(bytes) is not null) return true;
        }
        return false;
    }

    private static string Check(ReadOnlySpan<byte> json) =>
        Crc32.HashToUInt32(json).ToString("x8", CultureInfo.InvariantCulture);
}

/// <summary>How a journal ends.</summary>
internal enum JournalEnd
{
    /// <summary>With a whole record.</summary>
    Whole,

    /// <summary>With something else, which has been cut off.</summary>
    Torn,

    /// <summary>Other records follow one that cannot be read.</summary>
    Damaged,
}

/// <summary>The records of a journal up to the first that cannot be read.</summary>
/// <param name="File">The file, to which records can be appended.</param>
/// <param name="Records">The records and their places.</param>
/// <param name="End">How it ends.</param>
/// <param name="Offset">Where the records end, in bytes.</param>
internal sealed record JournalContent(
    JournalFile File, IReadOnlyList<(JournalPlace Place, JsonData Json)> Records, JournalEnd End, long Offset);

/// <summary>The first record of a journal and the last.</summary>
/// <param name="File">The file, to which records can be appended.</param>
/// <param name="FirstPlace">Where the first record is.</param>
/// <param name="First">The first record.</param>
/// <param name="Last">The last record.</param>
internal sealed record JournalEnds(JournalFile File, JournalPlace FirstPlace, JsonData First, JsonData Last);
