namespace VideoPipeline.Analysis.Resizing;

/// <summary>
/// The size at which frames are compared and hashed. The width is always 256, so that values are comparable between videos.
/// </summary>
/// <param name="Width">The width: 256.</param>
/// <param name="Height">The height; even, for 4:2:0.</param>
internal readonly record struct AnalysisSize(int Width, int Height)
{
    /// <summary>The width at analysis size.</summary>
    public const int FixedWidth = 256;

    /// <summary>
    /// The maximum height, which bounds the memory. Images more than eight times as high as they are wide do not keep their
    /// aspect ratio.
    /// </summary>
    public const int MaxHeight = 8 * FixedWidth;

    /// <summary>The number of samples in a full-resolution plane.</summary>
    public int Area => Width * Height;

    /// <summary>
    /// Computes the analysis size of a video: 256·height/width rounded half up to an even number, limited to 2 to
    /// <see cref="MaxHeight"/>.
    /// </summary>
    public static AnalysisSize Of(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        var even = 2 * ((((long)FixedWidth * height) + width) / (2L * width));
        return new(FixedWidth, (int)Math.Clamp(even, 2, MaxHeight));
    }
}
