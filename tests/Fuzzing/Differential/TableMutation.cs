using System.Buffers.Binary;
using VideoPipeline.Testing;

namespace VideoPipeline.Fuzzing.Differential;

/// <summary>Mutates the tables of containers: counts, entries, sizes and positions. The samples are unchanged.</summary>
public static class TableMutation
{
    private static readonly string[] s_tables =
    [
        "elst", "stts", "ctts", "stss", "stsz", "trun", "stsc", "stco", "tfdt", "tfhd", "trex", "tkhd", "mdhd", "mvhd", "stsd",
        "sidx", "hdlr", "mfhd",
    ];

    private static readonly string[] s_common = ["elst", "stts", "ctts", "stss", "stsz", "trun"];

    private static readonly uint[] s_words = [0, 1, 2, 3, 7, 0x7FFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFFE];

    /// <summary>Returns a mutated copy.</summary>
    public static byte[] Apply(TableSeed seed, Random random) => Path.GetExtension(seed.Name) switch
    {
        ".mp4" or ".mov" => OfBoxes(seed.Content, random),
        ".ts" => OfPackets(seed.Content, random),
        _ => OfElements(seed.Content, random),
    };

    private static byte[] OfBoxes(byte[] content, Random random)
    {
        var file = BoxTree.Parse(content);
        for (var changes = 1 + random.Next(2); changes > 0; changes--)
        {
            var all = new List<(BoxTree Parent, BoxTree Box)>();
            Gather(file, all);
            var types = random.Next(3) > 0 ? s_common : s_tables;
            var matching = all.Where(entry => types.Contains(entry.Box.Type)).ToList();
            if (matching.Count == 0) matching = all;
            var (parent, box) = matching[random.Next(matching.Count)];
            ChangeBox(file, parent, box, all, random);
        }
        return file.ToArray();
    }

    private static void Gather(BoxTree parent, List<(BoxTree, BoxTree)> all)
    {
        foreach (var box in parent.Children!)
        {
            if (box.Children is not null) Gather(box, all);
            else if (box.Type is not ("mdat" or "free" or "ftyp")) all.Add((parent, box));
        }
    }

    private static void ChangeBox(
        BoxTree file, BoxTree parent, BoxTree box, List<(BoxTree Parent, BoxTree Box)> all, Random random)
    {
        // Boxes before the media data must not change their length, because all sample offsets would be wrong.
        var mayGrow = !file.Has("moof") &&
            file.Children!.FindIndex(top => top.Type == "moov") > file.Children.FindIndex(top => top.Type == "mdat");
        switch (mayGrow ? random.Next(12) : random.Next(8))
        {
            case < 8:
                ChangeWord(box, random);
                break;
            case 8:
                box.Body = random.Next(2) == 0
                    ? box.Body[..Math.Max(0, box.Body.Length - 4 * (1 + random.Next(4)))]
                    : [.. box.Body, .. new byte[4 * (1 + random.Next(4))]];
                break;
            case 9:
                var duplicate = new BoxTree { Type = box.Type, Body = [.. box.Body] };
                ChangeWord(duplicate, random);
                parent.Children!.Insert(random.Next(parent.Children.Count + 1), duplicate);
                break;
            case 10:
                parent.Children!.Remove(box);
                break;
            default:
                parent.Children!.Remove(box);
                all[random.Next(all.Count)].Parent.Children!.Add(box);
                break;
        }
    }

    private static void ChangeWord(BoxTree box, Random random)
    {
        if (box.Body.Length < 4) return;
        // Counts precede the entries, and small tables have few entries.
        var words = box.Body.Length / 4;
        var word = random.Next(3) == 0 ? Math.Min(1, words - 1) : random.Next(Math.Min(words, 40));
        var at = box.Body.AsSpan(4 * word);
        var value = BinaryPrimitives.ReadUInt32BigEndian(at);
        BinaryPrimitives.WriteUInt32BigEndian(at, random.Next(6) switch
        {
            0 => s_words[random.Next(s_words.Length)],
            1 => value + 1,
            2 => value - 1,
            3 => value * 2,
            4 => BinaryPrimitives.ReadUInt32BigEndian(box.Body.AsSpan(4 * random.Next(words))),
            _ => value ^ (1u << random.Next(32)),
        });
    }

    private static byte[] OfElements(byte[] content, Random random)
    {
        // Cluster, Timestamp, SimpleBlock, BlockGroup, Block, BlockDuration, ReferenceBlock, DefaultDuration, TrackEntry, Cues,
        // Segment, DiscardPadding, CodecID, CodecPrivate, TimestampScale, TrackUID
        byte[][] ids =
        [
            [0x1F, 0x43, 0xB6, 0x75], [0xE7], [0xA3], [0xA0], [0xA1], [0x9B], [0xFB], [0x23, 0xE3, 0x83], [0xAE],
            [0x1C, 0x53, 0xBB, 0x6B],
            [0x18, 0x53, 0x80, 0x67], [0x75, 0xA2], [0x86], [0x63, 0xA2], [0x2A, 0xD7, 0xB1], [0x73, 0xC5],
        ];
        var bytes = (byte[])content.Clone();
        for (var changes = 1 + random.Next(2); changes > 0; changes--)
        {
            var id = ids[random.Next(ids.Length)];
            var positions = Positions(bytes, id);
            if (positions.Count == 0) continue;
            ChangeByte(bytes, positions[random.Next(positions.Count)] + id.Length + random.Next(5), random);
        }
        return bytes;
    }

    // Other bytes that equal an ID may be changed too: ffmpeg reads the same file.
    private static List<int> Positions(byte[] bytes, byte[] id)
    {
        var positions = new List<int>();
        for (var at = 0; bytes.AsSpan(at).IndexOf(id) is >= 0 and var next && positions.Count < 200; at += next + 1)
            positions.Add(at + next);
        return positions;
    }

    private static byte[] OfPackets(byte[] content, Random random)
    {
        const int Packet = 188;
        var bytes = (byte[])content.Clone();
        var starts = Enumerable.Range(0, bytes.Length / Packet)
            .Where(packet => (bytes[packet * Packet + 1] & 0x40) != 0)
            .ToArray();
        for (var changes = 1 + random.Next(2); changes > 0; changes--)
        {
            var packet = random.Next(4) == 0 ? random.Next(bytes.Length / Packet) : starts[random.Next(starts.Length)];
            var at = packet * Packet;
            if (random.Next(4) == 0) ChangeByte(bytes, at + 1 + random.Next(5), random);
            // The header of a PES packet follows the optional adaptation field.
            else ChangeByte(bytes, at + 4 + ((bytes[at + 3] & 0x20) != 0 ? 1 + bytes[at + 4] : 0) + random.Next(19), random);
        }
        return bytes;
    }

    private static void ChangeByte(byte[] bytes, int at, Random random)
    {
        if (at >= bytes.Length) return;
        bytes[at] = random.Next(4) switch
        {
            0 => (byte)random.Next(256),
            1 => (byte)(bytes[at] + 1),
            2 => (byte)(bytes[at] - 1),
            _ => (byte)(bytes[at] ^ (1 << random.Next(8))),
        };
    }
}
