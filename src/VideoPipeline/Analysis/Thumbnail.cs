using VideoPipeline.Imaging;

namespace VideoPipeline.Analysis;

/// <summary>A frame kept as a picture at analysis size.</summary>
/// <param name="Frame">The frame's number.</param>
/// <param name="Pts">Its time stamp in the stream's time base.</param>
/// <param name="Image">The picture.</param>
public sealed record Thumbnail(long Frame, long Pts, BgrImage Image);
