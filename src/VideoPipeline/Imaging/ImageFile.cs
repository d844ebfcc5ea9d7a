using OpenCvSharp;
using VideoPipeline.Native;

namespace VideoPipeline.Imaging;

/// <summary>The bytes of image files; the same picture always gives the same bytes.</summary>
public static class ImageFile
{
    private const int JpegQuality = 90;
    private const int PngCompression = 6;

    /// <summary>A picture as a PNG file.</summary>
    public static byte[] Png(BgrImage image) =>
        Encode(image, ".png", [(int)ImwriteFlags.PngCompression, PngCompression]);

    /// <summary>A picture as a JPEG file.</summary>
    public static byte[] Jpeg(BgrImage image) => Encode(image, ".jpg", [(int)ImwriteFlags.JpegQuality, JpegQuality]);

    private static unsafe byte[] Encode(BgrImage image, string extension, int[] parameters)
    {
        OpenCvLibrary.EnsureLoaded();
        if (image.Samples.Length != 3 * image.Width * image.Height)
        {
            throw new ArgumentException(
                $"A picture of {image.Width}×{image.Height} does not have {image.Samples.Length} samples.", nameof(image));
        }

        fixed (byte* samples = image.Samples)
        {
            using var mat = Mat.FromPixelData(image.Height, image.Width, MatType.CV_8UC3, (nint)samples);
            return Cv2.ImEncode(extension, mat, out var bytes, parameters)
                ? bytes
                : throw new InvalidOperationException(
                    $"OpenCV could not write a picture of {image.Width}×{image.Height} as {extension}.");
        }
    }
}
