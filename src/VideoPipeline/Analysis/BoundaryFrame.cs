using VideoPipeline.Analysis.Frames;

namespace VideoPipeline.Analysis;

/// <summary>
/// The first or last frame of a range. When ranges are merged, it is used to compute the first row of the columns that compare
/// a frame with the previous one.
/// </summary>
/// <param name="Hsv">Hue, saturation and value of each pixel at analysis size.</param>
/// <param name="Luma">Luma at analysis size.</param>
/// <param name="Matching">The image used for block matching.</param>
internal sealed record BoundaryFrame(byte[] Hsv, byte[] Luma, byte[] Matching)
{
    internal static BoundaryFrame Of(ScaledFrame frame) =>
        new(frame.Hsv.ToArray(), frame.Luma.ToArray(), frame.Matching.ToArray());
}
