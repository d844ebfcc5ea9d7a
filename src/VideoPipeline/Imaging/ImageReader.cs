using OpenCvSharp;
using VideoPipeline.Errors;
using VideoPipeline.Native;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Imaging;

/// <summary>Reads single pictures from files, web servers and S3.</summary>
public static class ImageReader
{
    /// <summary>The largest file that is read.</summary>
    public const long LargestFile = 256L << 20;

    /// <summary>A picture as 8-bit B, G, R, turned upright.</summary>
    /// <exception cref="UnsupportedVideoException">It is no picture, or one of a kind that OpenCV does not read.</exception>
    /// <exception cref="CorruptVideoException">It is cut off.</exception>
    /// <exception cref="LimitExceededException">
    /// It is larger than <see cref="LargestFile"/>, or than <see cref="OpenCvLibrary.LargestPicture"/>.
    /// </exception>
    /// <remarks>And the exceptions of <see cref="VideoSources.OpenAsync"/>.</remarks>
    public static async Task<Mat> ReadAsync(VideoSources sources, string address, CancellationToken cancellation)
    {
        await using var source = await sources.OpenAsync(address, expected: null, cancellation);
        var name = SourceAddress.ForDisplay(address);
        if (source.Length > LargestFile)
            throw new LimitExceededException($"{name} has {source.Length} bytes; pictures of up to {LargestFile} bytes are read.");
        var bytes = new byte[source.Length];
        await source.ReadExactlyAsync(0, bytes, cancellation);
        return Decode(bytes, name);
    }

    /// <summary>A picture as 8-bit B, G, R, turned upright.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="UnsupportedVideoException">It is no picture, or one of a kind that OpenCV does not read.</exception>
    /// <exception cref="CorruptVideoException">It is cut off.</exception>
    /// <exception cref="LimitExceededException">It is larger than <see cref="OpenCvLibrary.LargestPicture"/>.</exception>
    public static Mat Decode(byte[] bytes, string name)
    {
        if (bytes.Length == 0) throw new UnsupportedVideoException($"{name} is empty.");
        if (JpegFile.IsCutOff(bytes)) throw new CorruptVideoException($"{name} is a JPEG file that ends amid the picture. Fetch or send it again.");
        OpenCvLibrary.EnsureLoaded();
        try
        {
            var picture = Cv2.ImDecode(bytes, ImreadModes.Color);
            if (!picture.Empty()) return picture;
            picture.Dispose();
        }
        catch (OpenCVException problem) when (problem.Message.Contains("CV_IO_MAX_IMAGE", StringComparison.Ordinal))
        {
            throw new LimitExceededException($"{name} has more than {OpenCvLibrary.LargestPicture} pixels, or more than 2^20 in a row. Make it smaller.", problem);
        }
        catch (OpenCVException problem)
        {
            throw new UnsupportedVideoException($"{name} is no picture that can be read: {problem.Message}.", problem);
        }
        throw new UnsupportedVideoException($"{name} is no picture, or a damaged one. JPEG, PNG, WebP and BMP are read.");
    }
}
