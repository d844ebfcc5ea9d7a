namespace VideoPipeline.Npz;

/// <summary>
/// Writes an <c>.npy</c> file of n items of bytes, in any order; its shape is n × the shape of an item. The header is written
/// last, because it contains n, so the file must be seekable.
/// </summary>
/// <param name="file">An empty file; it is left open.</param>
internal sealed class NpyStackWriter(Stream file)
{
    // Large enough for any n, and a multiple of 64, which the format requires.
    private const int HeaderLength = 128;

    private int[] _itemShape = [];
    private long _count;

    /// <summary>Writes an item.</summary>
    /// <param name="position">
    /// The zero-based position of the item. All positions must be written before <see cref="Complete"/>.
    /// </param>
    /// <param name="bytes">The elements of the item in C order.</param>
    /// <param name="shape">The shape of the item, the same for all items.</param>
    /// <exception cref="ArgumentException">
    /// The number of elements does not match the shape, or the shape differs from that of earlier items.
    /// </exception>
    public void WriteItem(long position, ReadOnlySpan<byte> bytes, params int[] shape)
    {
        if (NpyHeader.ElementCount(shape) != bytes.Length)
            throw new ArgumentException(
                $"{bytes.Length} bytes do not match the shape {NpyHeader.FormatShape(shape)}.", nameof(shape));
        if (_count == 0) Begin(shape);
        else if (!shape.AsSpan().SequenceEqual(_itemShape))
            throw new ArgumentException(
                $"The shape {NpyHeader.FormatShape(shape)} differs from that of earlier items, " +
                $"{NpyHeader.FormatShape(_itemShape)}.",
                nameof(shape));
        file.Position = HeaderLength + position * bytes.Length;
        file.Write(bytes);
        _count = Math.Max(_count, position + 1);
    }

    /// <summary>Removes all items.</summary>
    public void Clear()
    {
        file.SetLength(0);
        _count = 0;
    }

    /// <summary>Writes the header, which completes the file.</summary>
    public void Complete()
    {
        file.Position = 0;
        file.Write(NpyHeader.Write("|u1", [checked((int)_count), .. _itemShape], HeaderLength));
        file.Flush();
    }

    private void Begin(int[] shape)
    {
        _itemShape = [.. shape];
        file.SetLength(0);
        file.Write(new byte[HeaderLength]);
    }
}
