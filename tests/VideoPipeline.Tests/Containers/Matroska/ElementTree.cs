using System.Buffers.Binary;
using VideoPipeline.Containers.Matroska;

namespace VideoPipeline.Tests.Containers.Matroska;

/// <summary>A tree of the elements of a Matroska file that tests can modify.</summary>
internal sealed class ElementTree
{
    private static readonly uint[] s_parents =
    [
        ElementId.EbmlHeader, ElementId.Segment, ElementId.Info, ElementId.Tracks, ElementId.TrackEntry, ElementId.Video,
        ElementId.Cluster, ElementId.BlockGroup,
    ];

    public required uint Id { get; init; }

    /// <summary>The body; ignored if <see cref="Children"/> is not null.</summary>
    public byte[] Body { get; set; } = [];

    public List<ElementTree>? Children { get; init; }

    /// <summary>Whether the element is written with an unknown size.</summary>
    public bool HasUnknownSize { get; set; }

    /// <summary>Returns the first element at a path of IDs.</summary>
    public ElementTree this[params uint[] path] =>
        path.Aggregate(this, (element, id) => element.Children!.First(child => child.Id == id));

    /// <summary>Returns all children with an ID.</summary>
    public IEnumerable<ElementTree> All(uint id) => Children!.Where(child => child.Id == id);

    public static ElementTree Create(uint id, params byte[] body) => new() { Id = id, Body = body };

    /// <summary>
    /// Parses a file into the children of an element without an ID. Omits elements with file positions or checksums, which would
    /// become invalid.
    /// </summary>
    public static ElementTree Parse(ReadOnlySpan<byte> file) => new() { Id = 0, Children = ParseAll(file) };

    /// <summary>Writes the file. Each size has eight bytes.</summary>
    public byte[] ToArray()
    {
        var body = Children is null ? Body : Children.SelectMany(child => child.ToArray()).ToArray();
        if (Id == 0) return body;
        var header = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(header, Id);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(4), HasUnknownSize ? -1 : body.Length);
        header[4] = 1;
        return [.. header.SkipWhile(value => value == 0), .. body];
    }

    private static List<ElementTree> ParseAll(ReadOnlySpan<byte> bytes)
    {
        var elements = new List<ElementTree>();
        while (!bytes.IsEmpty)
        {
            var header = ElementHeader.Read(bytes, 0);
            var body = bytes[header.Length..(int)Math.Min(header.End, bytes.Length)];
            if (header.Id is not (ElementId.SeekHead or ElementId.Cues or ElementId.Crc32))
                elements.Add(s_parents.Contains(header.Id)
                    ? new ElementTree { Id = header.Id, Children = ParseAll(body) }
                    : new ElementTree { Id = header.Id, Body = body.ToArray() });
            bytes = bytes[(header.Length + body.Length)..];
        }
        return elements;
    }
}
