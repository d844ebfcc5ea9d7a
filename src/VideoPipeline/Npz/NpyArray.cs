using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VideoPipeline.Errors;

namespace VideoPipeline.Npz;

/// <summary>A named array of any rank in C order: an entry of an <c>.npz</c> file.</summary>
public abstract class NpyArray
{
    private protected NpyArray(string name, string type, int[] shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (shape.Any(length => length < 0))
            throw new ArgumentException($"{name} has the shape {NpyHeader.FormatShape(shape)}.", nameof(shape));
        (Name, Type, Shape) = (name, type, shape);
        ByteLength = checked(NpyHeader.ElementCount(shape) * NpyTypes.SizeOf(type)!.Value);
    }

    /// <summary>The key of the array in the result of <c>numpy.load</c>.</summary>
    public string Name { get; }

    /// <summary>The numpy descriptor of the element type, such as <c>&lt;i8</c>.</summary>
    public string Type { get; }

    /// <summary>The length of each axis; empty for a scalar.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The size of the elements in bytes, without the header.</summary>
    public long ByteLength { get; }

    /// <summary>Wraps <paramref name="data"/> without copying it. The default shape has one axis.</summary>
    /// <exception cref="ArgumentException">The number of elements does not match the shape.</exception>
    /// <exception cref="NotSupportedException">
    /// <typeparamref name="T"/> is not one of the types of <see cref="NpyTypes"/>.
    /// </exception>
    public static NpyArray<T> Of<T>(string name, T[] data, params int[] shape) where T : unmanaged =>
        new(name, data, shape.Length == 0 ? [data.Length] : [.. shape]);

    /// <summary>Wraps a single value as an array of rank 0.</summary>
    public static NpyArray<T> Scalar<T>(string name, T value) where T : unmanaged => new(name, [value], []);

    /// <summary>Concatenates arrays along the first axis.</summary>
    /// <exception cref="ArgumentException">The arrays differ in type or in another axis.</exception>
    public static NpyArray Concat(string name, IReadOnlyList<NpyArray> parts)
    {
        var (first, rows) = (parts[0], parts.Sum(part => part.Shape[0]));
        foreach (var part in parts) ThrowIfNotConcatenable(first, part);
        return first.WithRows(name, rows, parts);
    }

    /// <summary>
    /// Splits an array along the first axis, into parts with the given numbers of rows: the inverse of <see cref="Concat"/>.
    /// </summary>
    /// <exception cref="CorruptResultException">The array does not have the total number of rows.</exception>
    public static NpyArray[] Split(string name, NpyArray array, IReadOnlyList<long> rows)
    {
        if (rows.Any(count => count < 0) || array.Shape.Count == 0 || rows.Sum() != array.Shape[0])
            throw new CorruptResultException(
                $"The array {array.Name} does not have the expected number of rows. Delete the file and run again.");
        var start = 0;
        return [.. rows.Select(count => array.Part(name, (start += (int)count) - (int)count, (int)count))];
    }

    /// <summary>Verifies that two arrays can be concatenated along the first axis.</summary>
    /// <exception cref="ArgumentException">The arrays differ in type or in another axis.</exception>
    internal static void ThrowIfNotConcatenable(NpyArray first, NpyArray other)
    {
        if (other.Type != first.Type || !other.Shape.Skip(1).SequenceEqual(first.Shape.Skip(1)))
        {
            throw new ArgumentException(
                $"An array of type {other.Type} and shape {NpyHeader.FormatShape(other.Shape)} cannot be concatenated " +
                $"with one of type {first.Type} and shape {NpyHeader.FormatShape(first.Shape)}.", nameof(other));
        }
    }

    private protected abstract NpyArray WithRows(string name, int rows, IReadOnlyList<NpyArray> parts);

    private protected abstract NpyArray Part(string name, int start, int rows);

    /// <summary>
    /// Calls <paramref name="action"/> for each block of the elements' memory, in order. The action can write to the block.
    /// </summary>
    internal abstract void ForEachBlock(BlockAction action);

    /// <summary>Processes a block of an array's bytes.</summary>
    internal delegate void BlockAction(Span<byte> block);
}

/// <summary>An array of one element type.</summary>
public sealed class NpyArray<T> : NpyArray where T : unmanaged
{
    internal NpyArray(string name, T[] data, int[] shape)
        : base(name, NpyTypes.DescriptorOf<T>(), shape)
    {
        if (ByteLength != (long)data.Length * Unsafe.SizeOf<T>())
        {
            throw new ArgumentException(
                $"{name} has {data.Length} elements, which do not match the shape {NpyHeader.FormatShape(shape)}.",
                nameof(shape));
        }

        Data = data;
    }

    /// <summary>The elements, in C order: the last axis varies fastest.</summary>
    public T[] Data { get; }

    internal override void ForEachBlock(BlockAction action)
    {
        // An array can have more bytes than a span can represent.
        const int blockLength = 1 << 20;
        for (var start = 0L; start < Data.Length; start += blockLength)
            action(MemoryMarshal.AsBytes(Data.AsSpan((int)start, (int)Math.Min(blockLength, Data.Length - start))));
    }

    private int RowLength => Shape.Skip(1).Aggregate(1, (product, length) => product * length);

    private protected override NpyArray WithRows(string name, int rows, IReadOnlyList<NpyArray> parts) =>
        new NpyArray<T>(
            name, parts.Cast<NpyArray<T>>().Select(part => part.Data).Concatenate(), [rows, .. Shape.Skip(1)]);

    private protected override NpyArray Part(string name, int start, int rows) =>
        new NpyArray<T>(name, Data.AsSpan(start * RowLength, rows * RowLength).ToArray(), [rows, .. Shape.Skip(1)]);
}
