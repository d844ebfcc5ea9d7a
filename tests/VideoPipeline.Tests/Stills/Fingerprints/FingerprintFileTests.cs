using VideoPipeline.Errors;
using VideoPipeline.Npz;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Npz;
using Xunit;

namespace VideoPipeline.Tests.Stills.Fingerprints;

public class FingerprintFileTests
{
    private static readonly FingerprintFile s_file =
        new(320, 240, [new(7, Detect(1)), new(9, Keypoints.Empty), new(40, Detect(2))]);

    [Fact]
    public void Read_WrittenFile_ReturnsEqualFile()
    {
        var read = FingerprintFile.Read(new MemoryStream(Bytes(s_file.ToArrays())), "file");
        Assert.Equal((320, 240), (read.Width, read.Height));
        Assert.Equal([7, 9, 40], read.Frames.Select(frame => frame.Frame));
        Assert.Equal(s_file.Frames.Select(frame => frame.Keypoints.Points), read.Frames.Select(frame => frame.Keypoints.Points));
        Assert.Equal(
            s_file.Frames.Select(frame => frame.Keypoints.Descriptors), read.Frames.Select(frame => frame.Keypoints.Descriptors));
    }

    [Theory]
    [InlineData("frame")]
    [InlineData("first")]
    [InlineData("keypoints")]
    [InlineData("descriptors")]
    public void Read_InconsistentArrays_ThrowsWithFileName(string shortened)
    {
        var arrays = s_file.ToArrays()
            .Select(array => array.Name == shortened ? NpyArray.Split(shortened, array, [1, array.Shape[0] - 1])[1] : array);
        var exception = Assert.Throws<CorruptResultException>(
            () => FingerprintFile.Read(new MemoryStream(Bytes(arrays)), "runs/a/fingerprints.npz"));
        Assert.Contains("runs/a/fingerprints.npz", exception.Message, StringComparison.Ordinal);
    }

    [NumpyFact]
    public void ToArrays_LoadedByNumpy_HaveDocumentedShapes()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("fingerprints.npz", Bytes(s_file.ToArrays()));
        var printed = NumpyFactAttribute.Run(
            """
            import sys, numpy as np
            f = np.load(sys.argv[1])
            print(f["frame"].tolist(), f["size"].tolist(), len(f["first"]), f["keypoints"].shape[1])
            print(f["descriptors"].shape[1], f["descriptors"].dtype)
            print(f["keypoints"][f["first"][2]:f["first"][3], 0].mean() > 0)
            """, path);
        Assert.Equal("[7, 9, 40] [320, 240] 4 5\n128 uint8\nTrue\n", printed);
    }

    private static Keypoints Detect(int seed)
    {
        using var detector = new SiftDetector();
        return detector.Detect(SyntheticImages.Create(seed, 160, 120));
    }

    private static byte[] Bytes(IEnumerable<NpyArray> arrays)
    {
        var bytes = new MemoryStream();
        NpzWriter.Write(bytes, arrays);
        return bytes.ToArray();
    }
}
