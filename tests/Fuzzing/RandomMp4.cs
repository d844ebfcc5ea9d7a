using System.Buffers.Binary;
using System.Text;

namespace VideoPipeline.Fuzzing;

/// <summary>Generates MP4 files of random boxes with real types, nested correctly or incorrectly.</summary>
public static class RandomMp4
{
    private static readonly string[] s_containers =
        ["moov", "trak", "mdia", "minf", "stbl", "edts", "mvex", "moof", "traf", "mfra", "udta", "dinf"];

    private static readonly string[] s_leaves =
    [
        "mvhd", "tkhd", "mdhd", "hdlr", "stsd", "stts", "ctts", "stsc", "stsz", "stz2", "stco", "co64", "stss", "sdtp", "elst",
        "trex", "mfhd", "tfhd", "tfdt", "trun", "sidx", "tfra", "mfro", "mdat", "free", "dref", "vmhd", "meta", "uuid",
    ];

    /// <summary>Generates a file that starts with a valid <c>ftyp</c> box.</summary>
    public static byte[] Create(Random random)
    {
        var file = new List<byte>();
        Add(file, "ftyp", "isom\0\0\0\0isom"u8.ToArray(), random);
        for (var boxes = random.Next(1, 5); boxes > 0; boxes--) AddAny(file, random, depth: 0);
        return [.. file];
    }

    private static void AddAny(List<byte> file, Random random, int depth)
    {
        if (depth < 7 && random.Next(3) != 0)
        {
            var children = new List<byte>();
            for (var boxes = random.Next(6); boxes > 0; boxes--) AddAny(children, random, depth + 1);
            var type = Math.Min(s_containers.Length - 1, random.Next(2) == 0 ? depth : random.Next(s_containers.Length));
            Add(file, s_containers[type], [.. children], random);
        }
        else
        {
            Add(file, s_leaves[random.Next(s_leaves.Length)], Body(random), random);
        }
    }

    // Mostly small 32-bit numbers, which are valid counts, versions, flags and offsets.
    private static byte[] Body(Random random)
    {
        var body = new byte[4 * random.Next(40)];
        for (var at = 0; at < body.Length; at += 4)
            BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(at), random.Next(3) switch
            {
                0 => random.Next(8),
                1 => random.Next(),
                _ => 0,
            });
        return body;
    }

    private static void Add(List<byte> file, string type, byte[] body, Random random)
    {
        Span<byte> head = stackalloc byte[8];
        var size = random.Next(20) == 0 ? random.Next() : body.Length + 8;
        BinaryPrimitives.WriteInt32BigEndian(head, size);
        Encoding.ASCII.GetBytes(type, head[4..]);
        file.AddRange(head);
        file.AddRange(body);
    }
}
