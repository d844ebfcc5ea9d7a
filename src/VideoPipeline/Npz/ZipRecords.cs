using System.Text;

namespace VideoPipeline.Npz;

/// <summary>
/// The records of a zip file with uncompressed entries, according to APPNOTE.TXT 6.3.10. Sizes and checksums are known before an
/// entry is written, so there are no data descriptors, and no seeking is necessary. Every time stamp is 1980-01-01, the zip
/// epoch, as in numpy's files, so the bytes depend only on the content.
/// </summary>
internal static class ZipRecords
{
    /// <summary>The signature of a local file header (4.3.7).</summary>
    internal const uint LocalHeaderSignature = 0x04034b50;

    /// <summary>The length in bytes of a local file header without name and extra field.</summary>
    internal const int LocalHeaderLength = 30;

    /// <summary>The length in bytes of the extra field of a local file header with zip64 sizes.</summary>
    internal const int LocalZip64ExtraLength = 20;

    /// <summary>The value of a 32-bit size or offset that is in the zip64 extra field.</summary>
    internal const uint Zip64Marker = uint.MaxValue;

    private const ushort Zip64CountMarker = ushort.MaxValue;
    private const ushort Version20 = 20;
    private const ushort VersionZip64 = 45;
    private const ushort Utf8NamesFlag = 1 << 11;
    internal const ushort StoredMethod = 0;
    private const ushort MidnightTime = 0;
    private const ushort EpochDate = 1 << 5 | 1;
    private const ushort Zip64Extra = 1;

    /// <summary>An entry of a zip file.</summary>
    /// <param name="Name">The file name.</param>
    /// <param name="Crc">The CRC-32 checksum of the content.</param>
    /// <param name="Size">The size of the content in bytes.</param>
    /// <param name="Offset">The position of the local header.</param>
    public readonly record struct Entry(string Name, uint Crc, long Size, long Offset);

    /// <summary>Creates the local file header (4.3.7), which precedes the content of an entry.</summary>
    public static byte[] LocalHeader(Entry entry)
    {
        var large = entry.Size >= Zip64Marker;
        return Record(writer =>
        {
            writer.Write(LocalHeaderSignature);
            writer.Write(large ? VersionZip64 : Version20);
            WriteCommonFields(writer, entry, sizesInExtra: large, extraLength: large ? LocalZip64ExtraLength : 0);
            writer.Write(Encoding.UTF8.GetBytes(entry.Name));
            if (!large) return;
            writer.Write(Zip64Extra);
            writer.Write((ushort)16);
            writer.Write(entry.Size);
            writer.Write(entry.Size);
        });
    }

    /// <summary>Creates the central directory header of an entry (4.3.12).</summary>
    public static byte[] CentralHeader(Entry entry)
    {
        var large = entry.Size >= Zip64Marker || entry.Offset >= Zip64Marker;
        return Record(writer =>
        {
            writer.Write(0x02014b50);
            writer.Write(large ? VersionZip64 : Version20);
            writer.Write(large ? VersionZip64 : Version20);
            WriteCommonFields(writer, entry, sizesInExtra: large, extraLength: large ? 28 : 0);
            writer.Write((ushort)0);
            writer.Write((ushort)0);
            writer.Write((ushort)0);
            writer.Write(0u);
            writer.Write(large ? Zip64Marker : (uint)entry.Offset);
            writer.Write(Encoding.UTF8.GetBytes(entry.Name));
            if (!large) return;
            writer.Write(Zip64Extra);
            writer.Write((ushort)24);
            writer.Write(entry.Size);
            writer.Write(entry.Size);
            writer.Write(entry.Offset);
        });
    }

    /// <summary>Creates the end of the central directory (4.3.14 to 4.3.16).</summary>
    public static byte[] EndOfCentralDirectory(long count, long directoryOffset, long directorySize)
    {
        var large = count >= Zip64CountMarker || directoryOffset >= Zip64Marker || directorySize >= Zip64Marker;
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
            writer.Write(large ? Zip64CountMarker : (ushort)count);
            writer.Write(large ? Zip64CountMarker : (ushort)count);
            writer.Write(large ? Zip64Marker : (uint)directorySize);
            writer.Write(large ? Zip64Marker : (uint)directoryOffset);
            writer.Write((ushort)0);
        });
    }

    private static void WriteCommonFields(BinaryWriter writer, Entry entry, bool sizesInExtra, int extraLength)
    {
        writer.Write(Utf8NamesFlag);
        writer.Write(StoredMethod);
        writer.Write(MidnightTime);
        writer.Write(EpochDate);
        writer.Write(entry.Crc);
        writer.Write(sizesInExtra ? Zip64Marker : (uint)entry.Size);
        writer.Write(sizesInExtra ? Zip64Marker : (uint)entry.Size);
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
