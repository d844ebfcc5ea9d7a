using System.Buffers.Binary;

namespace VideoPipeline.Results.Arrays;

/// <summary>
/// The check sum of zip entries: CRC-32 with the reflected polynomial 0xEDB88320 (ISO 3309; APPNOTE 4.4.7), eight bytes a step
/// (M. E. Kounavis and F. L. Berry, "A Systematic Approach to Building High Performance Software-based CRC Generators", 2005).
/// </summary>
internal struct Crc32
{
    private static readonly uint[][] s_tables = MakeTables();

    /// <summary>The check sum of all bytes appended so far: 0 for none.</summary>
    public uint Value { get; private set; }

    /// <summary>Takes in more bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = ~Value;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = s_tables[7][low & 255] ^ s_tables[6][low >> 8 & 255] ^ s_tables[5][low >> 16 & 255] ^ s_tables[4][low >> 24]
                ^ s_tables[3][high & 255] ^ s_tables[2][high >> 8 & 255] ^ s_tables[1][high >> 16 & 255] ^ s_tables[0][high >> 24];
        }
        foreach (var value in bytes) crc = s_tables[0][(byte)crc ^ value] ^ crc >> 8;
        Value = ~crc;
    }

    /// <summary>Table <c>k</c> gives what a byte becomes after <c>k</c> further zero bytes.</summary>
    private static uint[][] MakeTables()
    {
        var tables = Enumerable.Range(0, 8).Select(_ => new uint[256]).ToArray();
        for (var value = 0u; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
            tables[0][value] = crc;
        }
        for (var table = 1; table < 8; table++)
        {
            for (var value = 0; value < 256; value++)
                tables[table][value] = tables[0][(byte)tables[table - 1][value]] ^ tables[table - 1][value] >> 8;
        }
        return tables;
    }
}
