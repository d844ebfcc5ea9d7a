using VideoPipeline.Imaging;

namespace VideoPipeline.Analysis;

/// <summary>A frame kept as an image at analysis size.</summary>
/// <param name="Frame">The number of the frame.</param>
/// <param name="Pts">The presentation time stamp in the time base of the stream.</param>
/// <param name="Image">The image.</param>
internal sealed record Thumbnail(long Frame, long Pts, BgrImage Image);
