namespace VideoPipeline.Containers.Matroska;

/// <summary>The header of an EBML element: its ID and size (RFC 8794, 5 and 6).</summary>
/// <param name="Id">The ID, including its marker bits.</param>
/// <param name="Offset">The file position of the element's first byte.</param>
/// <param name="Length">The number of bytes of the header.</param>
/// <param name="Size">The number of bytes of the body; null for an unknown size.</param>
internal readonly record struct ElementHeader(uint Id, long Offset, int Length, long? Size)
{
    public const int MaxLength = MaxIdLength + Vint.MaxLength;
    private const int MaxIdLength = 4;

    /// <summary>The file position of the body's first byte.</summary>
    public long BodyOffset => Offset + Length;

    /// <summary>The file position after the element's last byte; <see cref="long.MaxValue"/> for an unknown size.</summary>
    public long End => Size is { } size ? BodyOffset + size : long.MaxValue;

    /// <summary>Determines the length of the header that <paramref name="bytes"/> start with.</summary>
    /// <returns>
    /// The number of bytes of the header; if there are too few bytes to determine it, a number greater than <c>bytes.Length</c>.
    /// 0 if the bytes are not a header.
    /// </returns>
    public static int Measure(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return 2;
        var id = Vint.Length(bytes[0]);
        if (id > MaxIdLength) return 0;
        if (bytes.Length <= id) return id + 1;
        var size = Vint.Length(bytes[id]);
        return size > Vint.MaxLength ? 0 : id + size;
    }

    /// <summary>Parses a complete header.</summary>
    public static ElementHeader Read(ReadOnlySpan<byte> bytes, long offset)
    {
        var idLength = Vint.Length(bytes[0]);
        uint id = 0;
        foreach (var value in bytes[..idLength]) id = id << 8 | value;
        var sizeLength = Vint.Read(bytes[idLength..], out var size);
        return new ElementHeader(id, offset, idLength + sizeLength, Vint.IsUnknown(size, sizeLength) ? null : size);
    }
}
