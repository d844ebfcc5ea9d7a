namespace OpenCvSharp;

/// <summary>Colour conversions (cv::ColorConversionCodes).</summary>
public enum ColorConversionCodes
{
    /// <summary>BGR to one channel of brightness.</summary>
    BGR2GRAY = 6,

    /// <summary>BGR to HSV, hue 0..180.</summary>
    BGR2HSV = 40,

    /// <summary>Planar 4:2:0 Y, U, V (ITU-R BT.601, limited range) to BGR.</summary>
    YUV2BGR_I420 = 101,
}

/// <summary>How unlike two vectors are (cv::NormTypes).</summary>
[Flags]
public enum NormTypes
{
    /// <summary>The Euclidean distance.</summary>
    L2 = 4,
}

/// <summary>How a homography is found among pairs of points (cv::findHomography's methods).</summary>
[Flags]
public enum HomographyMethods
{
    /// <summary>Least squares over all.</summary>
    None = 0,

    /// <summary>By random sample consensus, so that pairs may be wrong.</summary>
    Ransac = 8,
}

/// <summary>How a resized pixel's value is found (cv::InterpolationFlags).</summary>
public enum InterpolationFlags
{
    /// <summary>Bilinear.</summary>
    Linear = 1,

    /// <summary>The mean over the area the pixel covers.</summary>
    Area = 3,
}

/// <summary>What lies beyond the edge (cv::BorderTypes).</summary>
public enum BorderTypes
{
    /// <summary>Mirrored without repeating the edge: <c>gfedcb|abcdefgh|gfedcba</c>.</summary>
    Reflect101 = 4,

    /// <summary><see cref="Reflect101"/>.</summary>
    Default = Reflect101,
}

/// <summary>Fonts drawn in strokes (cv::HersheyFonts).</summary>
public enum HersheyFonts
{
    /// <summary>Sans serif, normal size.</summary>
    HersheySimplex = 0,
}

/// <summary>How a line is drawn (cv::LineTypes).</summary>
public enum LineTypes
{
    /// <summary>8-connected.</summary>
    Link8 = 8,

    /// <summary>Antialiased.</summary>
    AntiAlias = 16,
}

/// <summary>What to make of an image file (cv::ImreadModes).</summary>
[Flags]
public enum ImreadModes
{
    /// <summary>One channel.</summary>
    Grayscale = 0,

    /// <summary>Three channels, BGR.</summary>
    Color = 1,
}

/// <summary>Parameters of image files (cv::ImwriteFlags), given as pairs with their value.</summary>
public enum ImwriteFlags
{
    /// <summary>0 to 100.</summary>
    JpegQuality = 1,

    /// <summary>0 (fast, large) to 9.</summary>
    PngCompression = 16,
}
