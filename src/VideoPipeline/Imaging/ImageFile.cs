using OpenCvSharp;
using VideoPipeline.Native;

namespace VideoPipeline.Imaging;

/// <summary>Encodes image files, and decodes those that it encoded. The same image always gives the same bytes.</summary>
internal static class ImageFile
{
    private const int JpegQuality = 90;
    private const int PngCompression = 6;

    /// <summary>Encodes an image as a PNG file.</summary>
    public static byte[] EncodePng(BgrImage image) =>
        Encode(image, ".png", [(int)ImwriteFlags.PngCompression, PngCompression]);

    /// <summary>Encodes an image as a JPEG file.</summary>
    /// <param name="image">The image.</param>
    /// <param name="quality">The quality, 0 to 100.</param>
    public static byte[] EncodeJpeg(BgrImage image, int quality = JpegQuality) =>
        Encode(image, ".jpg", [(int)ImwriteFlags.JpegQuality, quality]);

    /// <summary>Decodes a file that this program encoded.</summary>
    public static unsafe BgrImage Decode(byte[] file)
    {
        OpenCvLibrary.EnsureLoaded();
        using var mat = Cv2.ImDecode(file, ImreadModes.Color);
        if (mat.Empty()) throw new InvalidOperationException("OpenCV could not decode an image that it encoded.");
        // A decoded image has no padding.
        var (width, height) = (mat.Cols, mat.Rows);
        return new BgrImage(width, height, new ReadOnlySpan<byte>((byte*)mat.Data, 3 * width * height).ToArray());
    }

    private static unsafe byte[] Encode(BgrImage image, string extension, int[] parameters)
    {
        OpenCvLibrary.EnsureLoaded();
        if (image.Samples.Length != 3 * image.Width * image.Height)
        {
            throw new ArgumentException(
                $"An image of {image.Width}×{image.Height} must have {3 * image.Width * image.Height} samples " +
                $"(got {image.Samples.Length}).", nameof(image));
        }

        fixed (byte* samples = image.Samples)
        {
            using var mat = Mat.FromPixelData(image.Height, image.Width, MatType.CV_8UC3, (nint)samples);
            return Cv2.ImEncode(extension, mat, out var bytes, parameters)
                ? bytes
                : throw new InvalidOperationException(
                    $"OpenCV could not encode an image of {image.Width}×{image.Height} as {extension}.");
        }
    }
}
