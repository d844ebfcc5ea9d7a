namespace VideoPipeline.Video;

/// <summary>The memory layout of a raw frame.</summary>
internal enum PixelLayout
{
    /// <summary>Planar YUV 4:2:0, 8 bits per sample; chroma width and height are rounded up (ffmpeg's <c>yuv420p</c>).</summary>
    Yuv420,

    /// <summary>Packed 8-bit R, G, B (ffmpeg's <c>rgb24</c>).</summary>
    Rgb24,

    /// <summary>Packed 8-bit B, G, R (ffmpeg's <c>bgr24</c>).</summary>
    Bgr24,
}
