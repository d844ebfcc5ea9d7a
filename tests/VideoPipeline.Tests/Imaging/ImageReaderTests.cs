using System.Buffers.Binary;
using VideoPipeline.Errors;
using VideoPipeline.Imaging;
using Xunit;

namespace VideoPipeline.Tests.Imaging;

/// <summary>Decoding of files that are not images, truncated or too large.</summary>
public sealed class ImageReaderTests
{
    private const byte FirstApplicationSegment = 0xE1;

    [Fact]
    public void Decode_EmptyFile_ThrowsUnsupportedVideo() => Assert.Contains(
        "a.jpg is empty",
        Assert.Throws<UnsupportedVideoException>(() => ImageReader.Decode([], "a.jpg")).Message, StringComparison.Ordinal);

    [Fact]
    public void Decode_NotAnImage_ThrowsUnsupportedVideo() => Assert.Contains(
        "a.jpg is not an image, or it is damaged",
        Assert.Throws<UnsupportedVideoException>(() => ImageReader.Decode("text"u8.ToArray(), "a.jpg")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void Decode_TruncatedJpeg_ThrowsCorruptVideo(double fraction)
    {
        // With a complete thumbnail in a segment, as cameras write it.
        var file = WithSegment(Jpeg(400, 300), Jpeg(40, 30));
        using var whole = ImageReader.Decode(file, "a.jpg");
        Assert.Equal((300, 400), (whole.Rows, whole.Cols));

        var failure = Assert.Throws<CorruptVideoException>(
            () => ImageReader.Decode(file[..(int)(fraction * file.Length)], "a.jpg"));

        Assert.Contains("a.jpg is a truncated JPEG file", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_JpegWithTrailingData_Succeeds()
    {
        using var image = ImageReader.Decode([.. Jpeg(40, 30), .. "trailer"u8], "a.jpg");
        Assert.Equal((30, 40), (image.Rows, image.Cols));
    }

    [Fact]
    public void Decode_SmallFileWithHugeDimensions_ThrowsLimitExceeded()
    {
        // A BMP header: signature, file size, two reserved fields, pixel offset; info header size, width, height, planes,
        // bits per pixel.
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
        return ImageFile.EncodeJpeg(new BgrImage(width, height, samples));
    }

    private static byte[] WithSegment(byte[] file, byte[] content)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(content.Length + 2));
        return [.. file[..2], 0xFF, FirstApplicationSegment, .. length, .. content, .. file[2..]];
    }
}
