using System.Buffers.Binary;

namespace VideoPipeline.Fuzzing;

/// <summary>Mutates files: flips bits, changes numbers, truncates, deletes, duplicates and inserts bytes.</summary>
public static class Mutation
{
    private static readonly long[] s_numbers =
    [
        0, 1, 2, 7, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, long.MaxValue, long.MinValue,
        -1,
    ];

    /// <summary>Returns a mutated copy of one of the seeds.</summary>
    public static byte[] Apply(IReadOnlyList<byte[]> seeds, Random random)
    {
        var bytes = (byte[])seeds[random.Next(seeds.Count)].Clone();
        for (var changes = 1 + random.Next(4); changes > 0; changes--)
            bytes = Change(bytes, seeds, random);
        return bytes;
    }

    private static byte[] Change(byte[] bytes, IReadOnlyList<byte[]> seeds, Random random)
    {
        if (bytes.Length < 16) return Span(seeds[random.Next(seeds.Count)], random);
        var at = Position(bytes.Length, random);
        switch (random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2 or 3 or 4:
                WriteNumber(bytes.AsSpan(at), random);
                return bytes;
            case 5:
                return bytes[..at];
            case 6:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + 1 + random.Next(64))..]];
            case 7:
                return [.. bytes[..at], .. Span(bytes, random), .. bytes[at..]];
            default:
                return [.. bytes[..at], .. Span(seeds[random.Next(seeds.Count)], random), .. bytes[at..]];
        }
    }

    // The structure is at the start and the end of most files; the media data between matters less.
    private static int Position(int length, Random random) => random.Next(4) switch
    {
        0 => random.Next(length),
        1 => length - 1 - random.Next(Math.Min(length, 4096)),
        _ => random.Next(Math.Min(length, 4096)),
    };

    private static void WriteNumber(Span<byte> at, Random random)
    {
        var number = s_numbers[random.Next(s_numbers.Length)] + random.Next(-1, 2);
        if (at.Length >= 8 && random.Next(4) == 0) BinaryPrimitives.WriteInt64BigEndian(at, number);
        else if (at.Length >= 4 && random.Next(4) != 0) BinaryPrimitives.WriteInt32BigEndian(at, (int)number);
        else if (at.Length >= 2) BinaryPrimitives.WriteInt16BigEndian(at, (short)number);
        else at[0] = (byte)number;
    }

    private static byte[] Span(byte[] bytes, Random random)
    {
        var start = random.Next(bytes.Length);
        return bytes[start..Math.Min(bytes.Length, start + 1 + random.Next(2048))];
    }
}
