using OpenCvSharp;
using VideoPipeline.Errors;
using VideoPipeline.Native;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Imaging;

/// <summary>Reads images from files, web servers and S3.</summary>
internal static class ImageReader
{
    /// <summary>The maximum size of a file in bytes.</summary>
    public const long MaxFileBytes = 256L << 20;

    /// <summary>Reads an image as 8-bit B, G, R, rotated according to its Exif orientation.</summary>
    /// <exception cref="UnsupportedVideoException">The file is not an image in a format that OpenCV reads.</exception>
    /// <exception cref="CorruptVideoException">The file is truncated.</exception>
    /// <exception cref="LimitExceededException">
    /// The image is larger than <see cref="MaxFileBytes"/>, or than <see cref="OpenCvLibrary.MaxImagePixels"/>.
    /// </exception>
    /// <remarks>Also throws the exceptions of <see cref="VideoSources.OpenAsync"/>.</remarks>
    public static async Task<Mat> ReadAsync(VideoSources sources, SourceAddress address, CancellationToken cancellation)
    {
        await using var source = await sources.OpenAsync(address, expected: null, cancellation);
        var name = source.DisplayName;
        if (source.Length > MaxFileBytes)
            throw new LimitExceededException(
                $"{name} has {source.Length} bytes; the limit for images is {MaxFileBytes}. Use a smaller file.");
        var bytes = new byte[source.Length];
        await source.ReadExactlyAsync(0, bytes, cancellation);
        return Decode(bytes, name);
    }

    /// <summary>Decodes an image to 8-bit B, G, R, rotated according to its Exif orientation.</summary>
    /// <param name="bytes">The content of the file.</param>
    /// <param name="name">The display name of the file, for messages.</param>
    /// <exception cref="UnsupportedVideoException">The file is not an image in a format that OpenCV reads.</exception>
    /// <exception cref="CorruptVideoException">The file is truncated.</exception>
    /// <exception cref="LimitExceededException">The image is larger than <see cref="OpenCvLibrary.MaxImagePixels"/>.</exception>
    public static Mat Decode(byte[] bytes, string name)
    {
        if (bytes.Length == 0) throw new UnsupportedVideoException($"{name} is empty. Give an image file.");
        if (JpegFile.IsTruncated(bytes))
            throw new CorruptVideoException($"{name} is a truncated JPEG file. Download or send it again.");
        OpenCvLibrary.EnsureLoaded();
        try
        {
            var image = Cv2.ImDecode(bytes, ImreadModes.Color);
            if (!image.Empty()) return image;
            image.Dispose();
        }
        catch (OpenCVException exception) when (exception.Message.Contains("CV_IO_MAX_IMAGE", StringComparison.Ordinal))
        {
            throw new LimitExceededException(
                $"{name} has more than {OpenCvLibrary.MaxImagePixels} pixels, or a width or height of more than 2^20. " +
                "Reduce its size.", exception);
        }
        catch (OpenCVException exception)
        {
            throw new UnsupportedVideoException(
                $"{name} cannot be decoded: {exception.Message.TrimEnd('.')}. Give a JPEG, PNG, WebP or BMP file.", exception);
        }
        throw new UnsupportedVideoException($"{name} is not an image, or it is damaged. Give a JPEG, PNG, WebP or BMP file.");
    }
}
