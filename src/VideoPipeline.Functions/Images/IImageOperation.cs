using OpenCvSharp;

namespace VideoPipeline.Functions.Images;

/// <summary>An operation on a single image. Not thread-safe.</summary>
internal interface IImageOperation
{
    /// <summary>Computes the result, which is serialized to JSON.</summary>
    /// <param name="picture">The image: <c>CV_8UC3</c>, B, G, R, upright.</param>
    object Compute(Mat picture);
}

/// <summary>Returns the shape of the decoded array, <c>[height, width, channels]</c>.</summary>
internal sealed class ShapeOperation : IImageOperation
{
    /// <summary>The number of channels: all images, grayscale and with alpha too, are decoded to B, G, R.</summary>
    public const int Channels = 3;

    public object Compute(Mat picture) => new[] { picture.Rows, picture.Cols, Channels };
}

/// <summary>Returns the size of the decoded array in bytes: height × width × channels.</summary>
internal sealed class ByteCountOperation : IImageOperation
{
    public object Compute(Mat picture) => (long)picture.Rows * picture.Cols * ShapeOperation.Channels;
}
