namespace VideoPipeline.Analysis.Matching;

/// <summary>
/// The image used for block matching: 64×36 samples of luma, then the same number of each chroma plane, area averaged from the
/// frame at analysis size. The size does not depend on the aspect ratio of the video.
/// </summary>
internal static class MatchImage
{
    /// <summary>The width of a plane in samples.</summary>
    public const int Width = 64;

    /// <summary>The height of a plane in samples.</summary>
    public const int Height = 36;

    /// <summary>The number of planes: one of luma, two of chroma.</summary>
    public const int Planes = 3;

    /// <summary>The number of samples per plane.</summary>
    public const int Area = Width * Height;

    /// <summary>The total size of the three planes in bytes.</summary>
    public const int Length = Planes * Area;
}
