namespace VideoPipeline.Video;

/// <summary>How the samples of a raw frame lie in memory.</summary>
public enum PixelLayout
{
    /// <summary>Three planes one after the other, 8 bits a sample, both chroma planes halved (rounded up) both ways.</summary>
    Yuv420,

    /// <summary>Rows of 8-bit R, G, B.</summary>
    Rgb24,

    /// <summary>Rows of 8-bit B, G, R.</summary>
    Bgr24,
}
