namespace VideoPipeline.Npz;

/// <summary>The element types that arrays here have, by numpy's descriptors; those of several bytes are little endian.</summary>
public static class NpyTypes
{
    private static readonly Dictionary<Type, string> s_descriptors = new()
    {
        [typeof(bool)] = "|b1",
        [typeof(byte)] = "|u1",
        [typeof(ushort)] = "<u2",
        [typeof(int)] = "<i4",
        [typeof(uint)] = "<u4",
        [typeof(long)] = "<i8",
        [typeof(ulong)] = "<u8",
        [typeof(float)] = "<f4",
        [typeof(double)] = "<f8",
    };

    /// <summary>numpy's descriptor of <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException">There is none here.</exception>
    public static string DescriptorOf<T>() => s_descriptors.TryGetValue(typeof(T), out var descriptor)
        ? descriptor
        : throw new NotSupportedException(
            $"{typeof(T)} is no element type of an array; there are {string.Join(", ", s_descriptors.Keys)}.");

    /// <summary>Bytes of an element, or null for a type that is not among ours.</summary>
    internal static int? SizeOf(string descriptor) => s_descriptors.ContainsValue(descriptor) ? descriptor[2] - '0' : null;

    /// <summary>An array of <paramref name="count"/> elements, not yet filled.</summary>
    internal static NpyArray Allocate(string name, string descriptor, int count, int[] shape) => descriptor switch
    {
        "|b1" => Uninitialized<bool>(name, count, shape),
        "|u1" => Uninitialized<byte>(name, count, shape),
        "<u2" => Uninitialized<ushort>(name, count, shape),
        "<i4" => Uninitialized<int>(name, count, shape),
        "<u4" => Uninitialized<uint>(name, count, shape),
        "<i8" => Uninitialized<long>(name, count, shape),
        "<u8" => Uninitialized<ulong>(name, count, shape),
        "<f4" => Uninitialized<float>(name, count, shape),
        "<f8" => Uninitialized<double>(name, count, shape),
        _ => throw new NotSupportedException($"{descriptor} is no element type of an array."),
    };

    private static NpyArray<T> Uninitialized<T>(string name, int count, int[] shape) where T : unmanaged =>
        new(name, GC.AllocateUninitializedArray<T>(count), shape);
}
