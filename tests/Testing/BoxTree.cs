using System.Buffers.Binary;
using System.Text;

namespace VideoPipeline.Testing;

/// <summary>An MP4 file taken apart into boxes, to change some and put it together again.</summary>
public sealed class BoxTree
{
    private static readonly string[] s_containers = ["moov", "trak", "edts", "mdia", "minf", "stbl", "moof", "traf", "mvex"];

    /// <summary>Four characters; none for a whole file.</summary>
    public required string Type { get; init; }

    /// <summary>What the box holds; of no meaning where <see cref="Children"/> is not null.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>The boxes inside; null where the body is no list of boxes.</summary>
    public List<BoxTree>? Children { get; init; }

    /// <summary>The boxes of a file, as the children of a box without a type.</summary>
    public static BoxTree Parse(ReadOnlySpan<byte> file) => new() { Type = "", Children = ParseAll(file) };

    /// <summary>The first box at a path such as <c>moov/trak/edts/elst</c>.</summary>
    public BoxTree this[string path] =>
        path.Split('/').Aggregate(this, (box, type) => box.Children!.First(child => child.Type == type));

    /// <summary>Whether there is a child of that type.</summary>
    public bool Has(string type) => Children!.Exists(child => child.Type == type);

    /// <summary>The file again; where boxes before the media data grew, its offsets are no longer true.</summary>
    public byte[] ToArray()
    {
        var body = Children is null ? Body : Children.SelectMany(child => child.ToArray()).ToArray();
        if (Type.Length == 0) return body;
        var whole = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(whole, whole.Length);
        Encoding.Latin1.GetBytes(Type, whole.AsSpan(4));
        body.CopyTo(whole, 8);
        return whole;
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
