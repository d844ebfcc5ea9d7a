namespace VideoPipeline.Analysis.Resizing;

/// <summary>
/// The size at which pictures are compared and hashed: always 256 wide, so that values of all videos compare.
/// </summary>
/// <param name="Width">Columns: 256.</param>
/// <param name="Height">Rows: even, for 4:2:0.</param>
public readonly record struct AnalysisSize(int Width, int Height)
{
    /// <summary>Columns at analysis size.</summary>
    public const int FixedWidth = 256;

    /// <summary>
    /// The most rows; a picture that is more than eight times as high as it is wide is squeezed, so that memory is
    /// bounded.
    /// </summary>
    public const int MaxHeight = 8 * FixedWidth;

    /// <summary>Samples in one plane.</summary>
    public int Area => Width * Height;

    /// <summary>
    /// The analysis size of a video: the even height nearest to 256·height/width, half way up, from 2 to
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
