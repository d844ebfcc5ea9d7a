using System.Runtime.InteropServices;
using OpenCvSharp;
using VideoPipeline.Imaging;
using Xunit;

namespace VideoPipeline.Tests.Imaging;

public class ImageFileTests
{
    [Fact]
    public void Png_Image_DecodesToTheSameSamples()
    {
        var image = Gradient(37, 21);
        Assert.Equal(image.Samples, Decoded(ImageFile.EncodePng(image), 37, 21));
    }

    [Fact]
    public void Jpeg_Image_DecodesToSimilarSamples()
    {
        var image = Gradient(64, 32);
        var decoded = Decoded(ImageFile.EncodeJpeg(image), 64, 32);
        Assert.All(decoded.Zip(image.Samples), pair => Assert.InRange(pair.First - pair.Second, -16, 16));
    }

    [Fact]
    public void Jpeg_SameImageTwice_GivesTheSameBytes() =>
        Assert.Equal(ImageFile.EncodeJpeg(Gradient(64, 32)), ImageFile.EncodeJpeg(Gradient(64, 32)));

    [Fact]
    public void Png_WrongNumberOfSamples_ThrowsArgumentException() => Assert.Contains(
        "must have 48 samples (got 47)",
        Assert.Throws<ArgumentException>(() => ImageFile.EncodePng(new BgrImage(4, 4, new byte[47]))).Message,
        StringComparison.Ordinal);

    private static BgrImage Gradient(int width, int height) => new(
        width,
        height,
        [
            .. from y in Enumerable.Range(0, height)
               from x in Enumerable.Range(0, width)
               from channel in Enumerable.Range(0, 3)
               select (byte)((2 * x) + y + (40 * channel)),
        ]);

    private static byte[] Decoded(byte[] file, int width, int height)
    {
        using var mat = Cv2.ImDecode(file, ImreadModes.Color);
        Assert.Equal((width, height), (mat.Cols, mat.Rows));
        var samples = new byte[3 * width * height];
        Marshal.Copy(mat.Data, samples, 0, samples.Length);
        return samples;
    }
}
