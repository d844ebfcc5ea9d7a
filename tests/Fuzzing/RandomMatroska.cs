using System.Buffers.Binary;

namespace VideoPipeline.Fuzzing;

/// <summary>Generates files of random Matroska elements, nested correctly or incorrectly.</summary>
public static class RandomMatroska
{
    private const uint Segment = 0x18538067;

    private static readonly uint[] s_parents =
        [Segment, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0, 0x1F43B675, 0xA0, 0x6D80, 0x6240, 0x114D9B74, 0x1C53BB6B];

    private static readonly uint[] s_leaves =
    [
        0x2AD7B1, 0xD7, 0x83, 0x86, 0x63A2, 0x56AA, 0x23314F, 0xB0, 0xBA, 0x7670, 0x5033, 0xE7, 0xA7, 0xAB, 0xA3, 0xA1, 0x9B,
        0xFB, 0x75A1, 0xEC, 0xBF,
    ];

    private static readonly byte[][] s_bodies =
    [
        [], [0], [1], [2], [0x81, 0, 0, 0x80, 0x10], [0x81, 0xFF, 0xFE, 0, 0x30], "V_VP8"u8.ToArray(), "V_VP9"u8.ToArray(),
        "V_MPEG4/ISO/AVC"u8.ToArray(),
    ];

    /// <summary>Generates a file that starts with a valid EBML header.</summary>
    public static byte[] Create(Random random)
    {
        var file = new List<byte>();
        Add(file, 0x1A45DFA3, [0x42, 0x82, 0x88, .. "matroska"u8], wrongSize: false, random);
        Add(file, Segment, [.. Tracks(random), .. Children(random, depth: 1)], wrongSize: random.Next(4) == 0, random);
        return [.. file];
    }

    private static byte[] Tracks(Random random)
    {
        List<byte> entry = [0xD7, 0x81, 1, 0x83, 0x81, 1, 0x86, 0x85, .. "V_VP8"u8], tracks = [], segment = [];
        if (random.Next(3) == 0) entry.AddRange(Children(random, depth: 3));
        Add(tracks, 0xAE, [.. entry], wrongSize: false, random);
        Add(segment, 0x1654AE6B, [.. tracks], wrongSize: false, random);
        return [.. segment];
    }

    private static byte[] Children(Random random, int depth)
    {
        var file = new List<byte>();
        for (var elements = random.Next(8); elements > 0; elements--)
        {
            var parent = depth < 6 && random.Next(3) != 0;
            var id = !parent ? s_leaves[random.Next(s_leaves.Length)]
                : depth == 1 ? 0x1F43B675
                : s_parents[random.Next(s_parents.Length)];
            Add(file, id, parent ? Children(random, depth + 1) : Body(random), wrongSize: random.Next(20) == 0, random);
        }
        return [.. file];
    }

    private static byte[] Body(Random random)
    {
        if (random.Next(2) == 0) return s_bodies[random.Next(s_bodies.Length)];
        var body = new byte[random.Next(40)];
        random.NextBytes(body);
        return body;
    }

    private static void Add(List<byte> file, uint id, byte[] body, bool wrongSize, Random random)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(head, id);
        BinaryPrimitives.WriteInt64BigEndian(head[4..], wrongSize ? random.NextInt64() : body.Length);
        head[4] = 1;
        file.AddRange(head.TrimStart((byte)0));
        file.AddRange(body);
    }
}
