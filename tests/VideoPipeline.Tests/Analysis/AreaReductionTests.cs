using FsCheck;
using FsCheck.Fluent;
using OpenCvSharp;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Native;
using Xunit;

namespace VideoPipeline.Tests.Analysis;

public class AreaReductionTests
{
    [Fact]
    public void Reduce_RandomSizes_EqualsExactAverage()
    {
        var sizes = Gen.Choose(1, 700).Zip(Gen.Choose(1, 300)).Zip(Gen.Choose(1, 300).Zip(Gen.Choose(1, 200)));
        Check.QuickThrowOnFailure(Prop.ForAll(sizes.ToArbitrary(), size =>
        {
            var ((width, height), (targetWidth, targetHeight)) = size;
            var reduced = Reduce(width, height, targetWidth, targetHeight);
            return reduced.SequenceEqual(Expected(width, height, targetWidth, targetHeight));
        }));
    }

    [Theory]
    [InlineData(1, 1, 256, 256)]
    [InlineData(2, 2, 256, 256)]
    [InlineData(255, 3, 256, 4)]
    [InlineData(321, 241, 256, 192)]
    [InlineData(427, 240, 128, 72)]
    [InlineData(854, 480, 256, 144)]
    [InlineData(1280, 534, 256, 106)]
    [InlineData(1920, 1038, 256, 138)]
    [InlineData(1920, 1080, 256, 144)]
    [InlineData(7680, 64, 256, 2)]
    [InlineData(7680, 432, 256, 144)]
    [InlineData(4099, 2309, 256, 144)]
    [InlineData(31, 2000, 256, 2048)]
    public void Reduce_VideoSizes_EqualsExactAverage(int width, int height, int targetWidth, int targetHeight) =>
        Assert.Equal(
            Expected(width, height, targetWidth, targetHeight), Reduce(width, height, targetWidth, targetHeight));

    [Theory]
    [InlineData(854, 480, 256, 144)]
    [InlineData(1280, 720, 256, 144)]
    [InlineData(1920, 1038, 256, 138)]
    [InlineData(427, 240, 128, 72)]
    [InlineData(257, 145, 256, 144)]
    public unsafe void Reduce_Shrinking_DiffersFromInterAreaByAtMostOne(int width, int height, int targetWidth, int targetHeight)
    {
        OpenCvLibrary.EnsureLoaded();
        var source = Plane(width, height);
        var area = new byte[targetWidth * targetHeight];
        fixed (byte* from = source)
        fixed (byte* to = area)
        {
            using var input = Mat.FromPixelData(height, width, MatType.CV_8UC1, (nint)from);
            using var output = Mat.FromPixelData(targetHeight, targetWidth, MatType.CV_8UC1, (nint)to);
            Cv2.Resize(input, output, new Size(targetWidth, targetHeight), interpolation: InterpolationFlags.Area);
        }

        var reduced = Reduce(width, height, targetWidth, targetHeight);
        Assert.All(reduced.Zip(area), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    [Fact]
    public void Reduce_AllWhite_StaysWhite() =>
        Assert.All(Reduce(1920, 1080, 256, 144, _ => byte.MaxValue), sample => Assert.Equal(byte.MaxValue, sample));

    [Fact]
    public void Reduce_PlaneOfOtherSize_Throws()
    {
        var reduction = new AreaReduction(64, 48, 32, 24);
        Assert.Throws<ArgumentException>("source", () => reduction.Reduce(new byte[(64 * 48) - 1], new byte[32 * 24]));
        Assert.Throws<ArgumentException>("target", () => reduction.Reduce(new byte[64 * 48], new byte[(32 * 24) + 1]));
    }

    private static byte[] Plane(int width, int height, Func<int, byte>? sample = null)
    {
        var plane = new byte[width * height];
        if (sample is null) new Random(width + height).NextBytes(plane);
        else for (var i = 0; i < plane.Length; i++) plane[i] = sample(i);
        return plane;
    }

    private static byte[] Reduce(
        int width, int height, int targetWidth, int targetHeight, Func<int, byte>? sample = null)
    {
        var target = new byte[targetWidth * targetHeight];
        new AreaReduction(width, height, targetWidth, targetHeight).Reduce(Plane(width, height, sample), target);
        return target;
    }

    /// <summary>Computes the definition sample by sample, with overlaps in units of 1/(target size) of a source sample.</summary>
    private static byte[] Expected(int width, int height, int targetWidth, int targetHeight)
    {
        var source = Plane(width, height);
        var target = new byte[targetWidth * targetHeight];
        for (var row = 0; row < targetHeight; row++)
        {
            for (var column = 0; column < targetWidth; column++)
            {
                var sum = 0L;
                for (var y = row * (long)height / targetHeight; y * targetHeight < (row + 1L) * height; y++)
                    for (var x = column * (long)width / targetWidth; x * targetWidth < (column + 1L) * width; x++)
                    {
                        var overlap = Overlap(column, width, x, targetWidth) * Overlap(row, height, y, targetHeight);
                        sum += overlap * source[(y * width) + x];
                    }

                target[(row * targetWidth) + column] =
                    (byte)((sum + ((long)width * height / 2)) / ((long)width * height));
            }
        }

        return target;
    }

    private static long Overlap(long target, long sourceSize, long source, long targetSize) =>
        Math.Min((target + 1) * sourceSize, (source + 1) * targetSize)
        - Math.Max(target * sourceSize, source * targetSize);
}
