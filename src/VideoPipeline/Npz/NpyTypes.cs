namespace VideoPipeline.Npz;

/// <summary>The supported element types and their numpy descriptors. Multi-byte types are little-endian.</summary>
internal static class NpyTypes
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

    /// <summary>The numpy descriptor of <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException">The type is not supported.</exception>
    public static string DescriptorOf<T>() => s_descriptors.TryGetValue(typeof(T), out var descriptor)
        ? descriptor
        : throw new NotSupportedException(
            $"The element type {typeof(T)} is not supported. Use one of {string.Join(", ", s_descriptors.Keys)}.");

    /// <summary>The size of an element in bytes; null if the type is not supported.</summary>
    internal static int? SizeOf(string descriptor) => s_descriptors.ContainsValue(descriptor) ? descriptor[2] - '0' : null;

    /// <summary>Allocates an array of <paramref name="count"/> uninitialized elements.</summary>
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
        _ => throw new NotSupportedException($"The element type {descriptor} is not supported."),
    };

    private static NpyArray<T> Uninitialized<T>(string name, int count, int[] shape) where T : unmanaged =>
        new(name, GC.AllocateUninitializedArray<T>(count), shape);
}
