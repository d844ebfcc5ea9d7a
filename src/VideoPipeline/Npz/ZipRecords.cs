using System.Text;

namespace VideoPipeline.Npz;

/// <summary>
/// The records of a zip file with stored entries, as APPNOTE.TXT 6.3.10 lays them out. Sizes and check sums are known before an
/// entry is written, so there are no data descriptors and nothing is patched: the same bytes go to a file, a socket or memory.
/// Every time stamp is 1980-01-01, the zip epoch, as in numpy's own files: the bytes depend on the content alone.
/// </summary>
internal static class ZipRecords
{
    private const uint Escaped = uint.MaxValue;
    private const ushort EscapedCount = ushort.MaxValue;
    private const ushort Version20 = 20;
    private const ushort VersionZip64 = 45;
    private const ushort NamesAreUtf8 = 1 << 11;
    private const ushort Stored = 0;
    private const ushort Midnight = 0;
    private const ushort January1st1980 = 1 << 5 | 1;
    private const ushort Zip64Extra = 1;

    /// <summary>An entry, once it is known where it begins.</summary>
    /// <param name="Name">The file name.</param>
    /// <param name="Crc">The check sum of its bytes.</param>
    /// <param name="Size">Its bytes.</param>
    /// <param name="Offset">Where its local header begins.</param>
    public readonly record struct Entry(string Name, uint Crc, long Size, long Offset);

    /// <summary>The local file header (4.3.7), which goes before the bytes of an entry.</summary>
    public static byte[] LocalHeader(Entry entry)
    {
        var large = entry.Size >= Escaped;
        return Record(writer =>
        {
            writer.Write(0x04034b50);
            writer.Write(large ? VersionZip64 : Version20);
            WriteWhatItIs(writer, entry, sizesEscaped: large, extraLength: large ? 20 : 0);
            writer.Write(Encoding.UTF8.GetBytes(entry.Name));
            if (!large) return;
            writer.Write(Zip64Extra);
            writer.Write((ushort)16);
            writer.Write(entry.Size);
            writer.Write(entry.Size);
        });
    }

    /// <summary>The entry in the central directory (4.3.12).</summary>
    public static byte[] CentralHeader(Entry entry)
    {
        var large = entry.Size >= Escaped || entry.Offset >= Escaped;
        return Record(writer =>
        {
            writer.Write(0x02014b50);
            writer.Write(large ? VersionZip64 : Version20);
            writer.Write(large ? VersionZip64 : Version20);
            WriteWhatItIs(writer, entry, sizesEscaped: large, extraLength: large ? 28 : 0);
            writer.Write((ushort)0);
            writer.Write((ushort)0);
            writer.Write((ushort)0);
            writer.Write(0u);
            writer.Write(large ? Escaped : (uint)entry.Offset);
            writer.Write(Encoding.UTF8.GetBytes(entry.Name));
            if (!large) return;
            writer.Write(Zip64Extra);
            writer.Write((ushort)24);
            writer.Write(entry.Size);
            writer.Write(entry.Size);
            writer.Write(entry.Offset);
        });
    }

    /// <summary>The end of the central directory (4.3.14 to 4.3.16).</summary>
    public static byte[] End(long count, long directoryOffset, long directorySize)
    {
        var large = count >= EscapedCount || directoryOffset >= Escaped || directorySize >= Escaped;
        return Record(writer =>
        {
            if (large)
            {
                writer.Write(0x06064b50);
                writer.Write(44L);
                writer.Write(VersionZip64);
                writer.Write(VersionZip64);
                writer.Write(0u);
                writer.Write(0u);
                writer.Write(count);
                writer.Write(count);
                writer.Write(directorySize);
                writer.Write(directoryOffset);
                writer.Write(0x07064b50);
                writer.Write(0u);
                writer.Write(directoryOffset + directorySize);
                writer.Write(1u);
            }
            writer.Write(0x06054b50);
            writer.Write((ushort)0);
            writer.Write((ushort)0);
            writer.Write(large ? EscapedCount : (ushort)count);
            writer.Write(large ? EscapedCount : (ushort)count);
            writer.Write(large ? Escaped : (uint)directorySize);
            writer.Write(large ? Escaped : (uint)directoryOffset);
            writer.Write((ushort)0);
        });
    }

    private static void WriteWhatItIs(BinaryWriter writer, Entry entry, bool sizesEscaped, int extraLength)
    {
        writer.Write(NamesAreUtf8);
        writer.Write(Stored);
        writer.Write(Midnight);
        writer.Write(January1st1980);
        writer.Write(entry.Crc);
        writer.Write(sizesEscaped ? Escaped : (uint)entry.Size);
        writer.Write(sizesEscaped ? Escaped : (uint)entry.Size);
        writer.Write((ushort)Encoding.UTF8.GetByteCount(entry.Name));
        writer.Write((ushort)extraLength);
    }

    private static byte[] Record(Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true)) write(writer);
        return bytes.ToArray();
    }
}
