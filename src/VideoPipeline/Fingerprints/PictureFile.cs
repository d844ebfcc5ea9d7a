using OpenCvSharp;
using VideoPipeline.Analysis;
using VideoPipeline.Sources;

namespace VideoPipeline.Fingerprints;

/// <summary>Pictures in files: JPEG, PNG and whatever else OpenCV reads here.</summary>
public static class PictureFile
{
    /// <summary>The most bytes of a file.</summary>
    public const int MostBytes = 1 << 28;

    /// <summary>Reads a file from a path or an <c>http(s)://</c> or <c>s3://</c> address.</summary>
    /// <exception cref="VideoPipelineException">It is not there, may not be read, or is too large.</exception>
    public static async Task<byte[]> ReadAsync(VideoSources sources, string address, CancellationToken cancellation)
    {
        await using var source = await sources.OpenAsync(address, expected: null, cancellation);
        if (source.Length > MostBytes)
            throw new LimitExceededException(
                $"{SourceAddress.ForPeople(address)} has {source.Length:N0} bytes; a picture may have {MostBytes:N0}. Make it smaller.");
        var bytes = new byte[source.Length];
        await source.ReadExactlyAsync(0, bytes, cancellation);
        return bytes;
    }

    /// <summary>The brightness of a picture, turned as its EXIF data say.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">What it is, for messages.</param>
    /// <exception cref="InvalidInputException">It is no picture that can be read.</exception>
    public static GreyImage Decode(byte[] bytes, string name)
    {
        NativeVision.EnsureLoaded();
        try
        {
            using var bgr = Cv2.ImDecode(bytes, ImreadModes.Color);
            if (!bgr.Empty()) return GreyImage.Of(bgr);
        }
        catch (OpenCVException e)
        {
            throw NoPicture($"OpenCV says: {e.ErrMsg}", e);
        }
        throw NoPicture("It is cut off, damaged or of another kind.");

        InvalidInputException NoPicture(string why, Exception? cause = null) =>
            new($"{SourceAddress.ForPeople(name)} is no picture that can be read. {why} Give a JPEG or PNG file.", cause);
    }
}
