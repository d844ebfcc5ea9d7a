namespace VideoPipeline.Containers.Matroska;

/// <summary>The ID and the size that an element begins with (RFC 8794, 5 and 6).</summary>
/// <param name="Id">With its marker bits, as specifications write it.</param>
/// <param name="Offset">Position in the file of the element's first byte.</param>
/// <param name="Length">Bytes of ID and size.</param>
/// <param name="Size">Bytes of the body; null where it is unknown.</param>
internal readonly record struct ElementHeader(uint Id, long Offset, int Length, long? Size)
{
    public const int Longest = LongestId + Vint.Longest;
    private const int LongestId = 4;

    /// <summary>Position in the file of the body's first byte.</summary>
    public long Body => Offset + Length;

    /// <summary>Position of the first byte after it; where the size is unknown, no position is beyond.</summary>
    public long End => Size is { } size ? Body + size : long.MaxValue;

    /// <returns>How many bytes the header that <paramref name="bytes"/> begin with has, so far as they tell; 0 where they begin none.</returns>
    public static int Measure(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return 2;
        var id = Vint.Length(bytes[0]);
        if (id > LongestId) return 0;
        if (bytes.Length <= id) return id + 1;
        var size = Vint.Length(bytes[id]);
        return size > Vint.Longest ? 0 : id + size;
    }

    /// <summary>Reads a header whose bytes are all there.</summary>
    public static ElementHeader Read(ReadOnlySpan<byte> bytes, long offset)
    {
        var idLength = Vint.Length(bytes[0]);
        uint id = 0;
        foreach (var value in bytes[..idLength]) id = id << 8 | value;
        var sizeLength = Vint.Read(bytes[idLength..], out var size);
        return new ElementHeader(id, offset, idLength + sizeLength, Vint.IsUnknown(size, sizeLength) ? null : size);
    }
}
