namespace OpenCvSharp;

/// <summary>The type of a matrix's elements: a depth and a number of channels.</summary>
/// <param name="Value">The number OpenCV gives it: the depth in the lowest three bits, channels - 1 above.</param>
public readonly record struct MatType(int Value)
{
    private const int DepthBits = 3;

    /// <summary>8-bit unsigned samples, 1 channel.</summary>
    public static readonly MatType CV_8UC1 = CV_8UC(1);

    /// <summary>8-bit unsigned samples, 3 channels.</summary>
    public static readonly MatType CV_8UC3 = CV_8UC(3);

    /// <summary>16-bit signed samples, 1 channel.</summary>
    public static readonly MatType CV_16SC1 = new(3);

    /// <summary>32-bit floating point samples, 1 channel.</summary>
    public static readonly MatType CV_32FC1 = new(5);

    /// <summary>32-bit floating point samples, 2 channels.</summary>
    public static readonly MatType CV_32FC2 = new(5 | 1 << DepthBits);

    /// <summary>8-bit unsigned samples.</summary>
    public static MatType CV_8UC(int ch) => new((ch - 1) << DepthBits);

    /// <summary>The type's number.</summary>
    public static implicit operator int(MatType self) => self.Value;

    /// <summary>The type with this number.</summary>
    public static implicit operator MatType(int value) => new(value);
}
