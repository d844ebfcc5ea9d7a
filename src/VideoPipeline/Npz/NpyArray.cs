using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VideoPipeline.Errors;

namespace VideoPipeline.Npz;

/// <summary>A named array of any rank in C order: what one entry of an <c>.npz</c> file holds.</summary>
public abstract class NpyArray
{
    private protected NpyArray(string name, string type, int elementSize, int count, int[] shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (shape.Any(length => length < 0) || NpyHeader.Count(shape) != count)
        {
            throw new ArgumentException(
                $"{name} has {count} elements, which do not fill the shape {NpyHeader.Tuple(shape)}.", nameof(shape));
        }
        (Name, Type, Shape, ByteLength) = (name, type, shape, (long)count * elementSize);
    }

    /// <summary>The key under which <c>numpy.load</c> gives it.</summary>
    public string Name { get; }

    /// <summary>numpy's descriptor of the element type, such as <c>&lt;i8</c>.</summary>
    public string Type { get; }

    /// <summary>The length of each axis; empty for a single value.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Bytes of the elements, without header.</summary>
    public long ByteLength { get; }

    /// <summary>Wraps <paramref name="data"/> without copying; without a shape it has one axis.</summary>
    /// <exception cref="ArgumentException">The elements do not fill the shape.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the types of <see cref="NpyTypes"/>.</exception>
    public static NpyArray<T> Of<T>(string name, T[] data, params int[] shape) where T : unmanaged =>
        new(name, data, shape.Length == 0 ? [data.Length] : [.. shape]);

    /// <summary>Wraps a single value as an array of rank 0.</summary>
    public static NpyArray<T> Scalar<T>(string name, T value) where T : unmanaged => new(name, [value], []);

    /// <summary>Arrays that differ in the length of their first axis at most, one after the other along it.</summary>
    /// <exception cref="ArgumentException">They differ in more.</exception>
    public static NpyArray Concat(string name, IReadOnlyList<NpyArray> parts)
    {
        var (first, rows) = (parts[0], parts.Sum(part => part.Shape[0]));
        if (parts.FirstOrDefault(part => part.Type != first.Type || !part.Shape.Skip(1).SequenceEqual(first.Shape.Skip(1))) is { } odd)
            throw new ArgumentException(
                $"An array {odd.Type} {NpyHeader.Tuple([.. odd.Shape])} does not continue one {first.Type} {NpyHeader.Tuple([.. first.Shape])}.", nameof(parts));
        return first.WithRows(name, rows, parts);
    }

    /// <summary>The opposite of <see cref="Concat"/>: so many rows for each part.</summary>
    /// <exception cref="CorruptResultException">The array does not have that many.</exception>
    public static NpyArray[] Split(string name, NpyArray array, IReadOnlyList<long> rows)
    {
        if (rows.Any(count => count < 0) || array.Shape.Count == 0 || rows.Sum() != array.Shape[0])
            throw new CorruptResultException($"The array {array.Name} does not have the rows that are told of. Delete the file and run again.");
        var start = 0;
        return [.. rows.Select(count => array.Part(name, (start += (int)count) - (int)count, (int)count))];
    }

    private protected abstract NpyArray WithRows(string name, int rows, IReadOnlyList<NpyArray> parts);

    private protected abstract NpyArray Part(string name, int start, int rows);

    /// <summary>Hands over the elements, first to last, as their bytes in memory, which may be written.</summary>
    internal abstract void EachBlock(BlockAction action);

    /// <summary>What is done with a block of an array's bytes.</summary>
    internal delegate void BlockAction(Span<byte> block);
}

/// <summary>An array of one element type.</summary>
public sealed class NpyArray<T> : NpyArray where T : unmanaged
{
    internal NpyArray(string name, T[] data, int[] shape)
        : base(name, NpyTypes.DescriptorOf<T>(), Unsafe.SizeOf<T>(), data.Length, shape) => Data = data;

    /// <summary>The elements, the last axis running fastest.</summary>
    public T[] Data { get; }

    internal override void EachBlock(BlockAction action)
    {
        // In blocks, because an array can have more bytes than one span can hold.
        const int blockLength = 1 << 20;
        for (var start = 0L; start < Data.Length; start += blockLength)
            action(MemoryMarshal.AsBytes(Data.AsSpan((int)start, (int)Math.Min(blockLength, Data.Length - start))));
    }

    private int RowLength => Shape.Skip(1).Aggregate(1, (product, length) => product * length);

    private protected override NpyArray WithRows(string name, int rows, IReadOnlyList<NpyArray> parts) =>
        new NpyArray<T>(name, Joined([.. parts.Cast<NpyArray<T>>()]), [rows, .. Shape.Skip(1)]);

    // New memory, also where there is one part: the caller may change it.
    private static T[] Joined(NpyArray<T>[] parts)
    {
        var data = GC.AllocateUninitializedArray<T>(parts.Sum(part => part.Data.Length));
        var at = 0;
        foreach (var part in parts)
        {
            part.Data.CopyTo(data, at);
            at += part.Data.Length;
        }
        return data;
    }

    private protected override NpyArray Part(string name, int start, int rows) =>
        new NpyArray<T>(name, Data.AsSpan(start * RowLength, rows * RowLength).ToArray(), [rows, .. Shape.Skip(1)]);
}
