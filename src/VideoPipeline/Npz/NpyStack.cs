namespace VideoPipeline.Npz;

/// <summary>
/// An <c>.npy</c> file of bytes that is written as its items come, in any order: shape n × the items' shape. The header, which says
/// n, goes in front at the end, so the file must be able to seek.
/// </summary>
/// <param name="file">Empty; left open.</param>
public sealed class NpyStack(Stream file)
{
    // Room for any n: a multiple of 64, as the elements' beginning must be.
    private const int HeaderLength = 128;

    private int[] _itemShape = [];
    private long _count;

    /// <summary>Sets an item.</summary>
    /// <param name="place">Its number, from 0; at the end there must be one at every place.</param>
    /// <param name="bytes">Its elements in C order.</param>
    /// <param name="shape">Its shape, that of the items before.</param>
    /// <exception cref="ArgumentException">The elements do not fill the shape, or it is another one than before.</exception>
    public void Set(long place, ReadOnlySpan<byte> bytes, params int[] shape)
    {
        if (NpyHeader.Count(shape) != bytes.Length)
            throw new ArgumentException($"{bytes.Length} bytes do not fill the shape {NpyHeader.Tuple(shape)}.", nameof(shape));
        if (_count == 0) Begin(shape);
        else if (!shape.AsSpan().SequenceEqual(_itemShape))
            throw new ArgumentException($"An item of shape {NpyHeader.Tuple(shape)} came after ones of {NpyHeader.Tuple(_itemShape)}.", nameof(shape));
        file.Position = HeaderLength + place * bytes.Length;
        file.Write(bytes);
        _count = Math.Max(_count, place + 1);
    }

    /// <summary>Forgets all items.</summary>
    public void Clear()
    {
        file.SetLength(0);
        _count = 0;
    }

    /// <summary>Writes the header; the file is then complete.</summary>
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
