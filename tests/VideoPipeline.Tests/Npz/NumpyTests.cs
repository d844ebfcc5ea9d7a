using VideoPipeline.Npz;
using Xunit;

namespace VideoPipeline.Tests.Npz;

public sealed class NumpyTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".npz");

    public void Dispose() => File.Delete(_path);

    [NumpyFact]
    public void Load_WrittenFile_HasEveryTypeAndShape()
    {
        using (var file = File.Create(_path))
            NpzWriter.Write(file,
            [
                NpyArray.Of("key", new[] { true, false }),
                NpyArray.Of("picture", new byte[] { 1, 2, 3, 4, 5, 255 }, 1, 2, 3),
                NpyArray.Of("luma_hist", new[] { 1, -2 }, 2, 1),
                NpyArray.Of("count", new[] { uint.MaxValue }),
                NpyArray.Of("pts", new[] { long.MinValue, long.MaxValue }),
                NpyArray.Of("sum_yuv", new ulong[] { ulong.MaxValue, 0, 1 }, 1, 3),
                NpyArray.Of("score", new[] { 0.5f, float.PositiveInfinity }),
                NpyArray.Of("time", new[] { 0.1, -1e300 }),
                NpyArray.Of("none", Array.Empty<double>(), 0, 3),
                NpyArray.Scalar("scale", 2.5),
            ]);

        const string show = """
            import sys, numpy
            with numpy.load(sys.argv[1], allow_pickle=False) as z:
                for name in z.files: print(name, z[name].dtype.str, z[name].shape, z[name].tolist())
            """;
        Assert.Equal(
            """
            key |b1 (2,) [True, False]
            picture |u1 (1, 2, 3) [[[1, 2, 3], [4, 5, 255]]]
            luma_hist <i4 (2, 1) [[1], [-2]]
            count <u4 (1,) [4294967295]
            pts <i8 (2,) [-9223372036854775808, 9223372036854775807]
            sum_yuv <u8 (1, 3) [[18446744073709551615, 0, 1]]
            score <f4 (2,) [0.5, inf]
            time <f8 (2,) [0.1, -1e+300]
            none <f8 (0, 3) []
            scale <f8 () 2.5

            """,
            NumpyFactAttribute.Run(show, _path));
    }

    [NumpyFact]
    public void Read_FileSavedByNumpy_ReturnsTheArrays()
    {
        NumpyFactAttribute.Run(
            "import sys, numpy; numpy.savez(sys.argv[1], a=numpy.arange(6).reshape(2, 3), b=numpy.float64(1.5))", _path);

        using var file = File.OpenRead(_path);
        var arrays = NpzReader.Read(file, _path);

        Assert.Equal([0L, 1, 2, 3, 4, 5], arrays.Get<long>("a").Data);
        Assert.Equal([2, 3], arrays.Get<long>("a").Shape);
        Assert.Equal(1.5, arrays.Get<double>("b").Data.Single());
    }
}
