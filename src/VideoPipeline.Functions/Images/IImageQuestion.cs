using OpenCvSharp;

namespace VideoPipeline.Functions.Images;

/// <summary>An operation on a single image. Not thread-safe.</summary>
internal interface IImageQuestion
{
    /// <summary>Computes the result, which is serialized to JSON.</summary>
    /// <param name="picture">The image: <c>CV_8UC3</c>, B, G, R, upright.</param>
    object Answer(Mat picture);
}

/// <summary>Returns the shape of the decoded array, <c>[height, width, channels]</c>.</summary>
internal sealed class ShapeQuestion : IImageQuestion
{
    /// <summary>The number of channels: all images, grayscale and with alpha too, are decoded to B, G, R.</summary>
    public const int Channels = 3;

    public object Answer(Mat picture) => new[] { picture.Rows, picture.Cols, Channels };
}

/// <summary>Returns the size of the decoded array in bytes: height × width × channels.</summary>
internal sealed class SizeQuestion : IImageQuestion
{
    public object Answer(Mat picture) => (long)picture.Rows * picture.Cols * ShapeQuestion.Channels;
}
