using System.Buffers.Binary;
using System.Text;

namespace VideoPipeline.Testing;

/// <summary>An MP4 file as a tree of boxes, which can be modified and serialized.</summary>
public sealed class BoxTree
{
    private static readonly string[] s_containers = ["moov", "trak", "edts", "mdia", "minf", "stbl", "moof", "traf", "mvex"];

    /// <summary>The box type (four characters); empty for the whole file.</summary>
    public required string Type { get; init; }

    /// <summary>The payload of the box; ignored if <see cref="Children"/> is not null.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>The child boxes; null if the payload is not a list of boxes.</summary>
    public List<BoxTree>? Children { get; init; }

    /// <summary>Parses a file. The result is a box without a type, whose children are the boxes of the file.</summary>
    public static BoxTree Parse(ReadOnlySpan<byte> file) => new() { Type = "", Children = ParseAll(file) };

    /// <summary>The first box at a path such as <c>moov/trak/edts/elst</c>.</summary>
    public BoxTree this[string path] =>
        path.Split('/').Aggregate(this, (box, type) => box.Children!.First(child => child.Type == type));

    /// <summary>Whether the box has a child of a type.</summary>
    public bool Has(string type) => Children!.Exists(child => child.Type == type);

    /// <summary>Serializes the boxes. Chunk offsets are not adjusted if boxes before the media data changed their size.</summary>
    public byte[] ToArray()
    {
        var body = Children is null ? Body : Children.SelectMany(child => child.ToArray()).ToArray();
        if (Type.Length == 0) return body;
        var bytes = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
        Encoding.Latin1.GetBytes(Type, bytes.AsSpan(4));
        body.CopyTo(bytes, 8);
        return bytes;
    }

    private static List<BoxTree> ParseAll(ReadOnlySpan<byte> bytes)
    {
        var boxes = new List<BoxTree>();
        while (bytes.Length >= 8)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes);
            var type = Encoding.Latin1.GetString(bytes.Slice(4, 4));
            var body = bytes[8..length];
            boxes.Add(s_containers.Contains(type)
                ? new BoxTree { Type = type, Children = ParseAll(body) }
                : new BoxTree { Type = type, Body = body.ToArray() });
            bytes = bytes[length..];
        }
        return boxes;
    }
}
