using OpenCvSharp;

namespace VideoPipeline.Functions.Images;

/// <summary>Something that can be asked about a picture. Used by one thread at a time.</summary>
internal interface IImageQuestion
{
    /// <summary>The answer, as it is written to JSON.</summary>
    /// <param name="picture">8-bit B, G, R, upright.</param>
    object Answer(Mat picture);
}

/// <summary><c>[height, width, channels]</c>: the shape of the array that the picture decodes to.</summary>
internal sealed class ShapeQuestion : IImageQuestion
{
    /// <summary>Blue, green and red: what every picture is decoded to, grey ones and those with an alpha channel too.</summary>
    public const int Channels = 3;

    public object Answer(Mat picture) => new[] { picture.Rows, picture.Cols, Channels };
}

/// <summary>How many bytes the array has that the picture decodes to: height × width × channels.</summary>
internal sealed class SizeQuestion : IImageQuestion
{
    public object Answer(Mat picture) => (long)picture.Rows * picture.Cols * ShapeQuestion.Channels;
}
