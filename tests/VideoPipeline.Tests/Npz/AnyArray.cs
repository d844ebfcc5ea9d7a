using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Npz;

namespace VideoPipeline.Tests.Npz;

/// <summary>Generates arrays of every element type and of ranks 0 to 3.</summary>
internal static class AnyArray
{
    public static Gen<NpyArray[]> Several { get; } =
        from count in Gen.Choose(0, 5)
        from arrays in Gen.CollectToArray(Enumerable.Range(0, count), index => One($"array_{index}"))
        select arrays;

    private static Gen<NpyArray> One(string name) => Gen.OneOf(
        Of<bool>(name), Of<byte>(name), Of<ushort>(name), Of<int>(name), Of<uint>(name), Of<long>(name), Of<ulong>(name),
        Of<float>(name), Of<double>(name));

    private static Gen<NpyArray> Of<T>(string name) where T : unmanaged =>
        from rank in Gen.Choose(0, 3)
        from shape in Gen.ArrayOf(Gen.Choose(0, 7), rank)
        from data in Gen.ArrayOf(ArbMap.Default.GeneratorFor<T>(), shape.Aggregate(1, (count, length) => count * length))
        select rank == 0 ? NpyArray.Scalar(name, data[0]) : (NpyArray)NpyArray.Of(name, data, shape);
}
