using System.Buffers.Binary;
using OpenCvSharp;
using VideoPipeline.Errors;
using VideoPipeline.Imaging;
using Xunit;

namespace VideoPipeline.Tests.Imaging;

/// <summary>Files that hold no picture, or not all of one.</summary>
public sealed class ImageReaderTests
{
    private const byte FirstApplicationSegment = 0xE1;

    [Fact]
    public void Decode_NoBytes_Unsupported() =>
        Assert.Contains("is empty", Assert.Throws<UnsupportedVideoException>(() => ImageReader.Decode([], "a.jpg")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void Decode_JpegThatIsCutOff_Corrupt(double kept)
    {
        // With a whole picture inside, as cameras put there.
        var file = WithSegment(Jpeg(400, 300), Jpeg(40, 30));
        using var whole = ImageReader.Decode(file, "a.jpg");
        Assert.Equal((300, 400), (whole.Rows, whole.Cols));

        var failure = Assert.Throws<CorruptVideoException>(() => ImageReader.Decode(file[..(int)(kept * file.Length)], "a.jpg"));

        Assert.Contains("a.jpg is a JPEG file that ends amid the picture", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_JpegWithSomethingBehindIt_IsRead()
    {
        using var picture = ImageReader.Decode([.. Jpeg(40, 30), .. "trailer"u8], "a.jpg");
        Assert.Equal((30, 40), (picture.Rows, picture.Cols));
    }

    [Fact]
    public void Decode_SmallFileOfAHugePicture_LimitExceeded()
    {
        // A bitmap's header: file, size of the file, two reserved, where samples begin; size of the rest, width, height, planes, bits.
        var file = new byte[54];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), 20_000);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), 20_000);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), 24);

        var failure = Assert.Throws<LimitExceededException>(() => ImageReader.Decode(file, "a.bmp"));

        Assert.Contains("a.bmp has more than 134217728 pixels", failure.Message, StringComparison.Ordinal);
    }

    private static byte[] Jpeg(int width, int height)
    {
        var samples = new byte[3 * width * height];
        new Random(1).NextBytes(samples);
        return ImageFile.Jpeg(new BgrImage(width, height, samples));
    }

    private static byte[] WithSegment(byte[] file, byte[] content)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(content.Length + 2));
        return [.. file[..2], 0xFF, FirstApplicationSegment, .. length, .. content, .. file[2..]];
    }
}
