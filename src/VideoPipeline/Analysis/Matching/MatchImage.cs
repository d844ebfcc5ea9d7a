namespace VideoPipeline.Analysis.Matching;

/// <summary>
/// The picture that a frame is matched with its neighbour by: 64×36 samples of luma, then as many of each chroma plane, area
/// averaged from the frame at analysis size, whatever the shape of the video.
/// </summary>
internal static class MatchImage
{
    /// <summary>Samples in a row.</summary>
    public const int Width = 64;

    /// <summary>Rows of a plane.</summary>
    public const int Height = 36;

    /// <summary>Luma and two of chroma.</summary>
    public const int Planes = 3;

    /// <summary>Samples in a plane.</summary>
    public const int Area = Width * Height;

    /// <summary>Bytes of the three planes together.</summary>
    public const int Length = Planes * Area;
}
