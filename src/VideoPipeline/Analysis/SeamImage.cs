using VideoPipeline.Analysis.Frames;

namespace VideoPipeline.Analysis;

/// <summary>
/// What a range keeps of its first and its last frame, so that the columns that look back one frame can be completed
/// when it is merged with its neighbours.
/// </summary>
/// <param name="Hsv">Hue, saturation, value for each pixel at analysis size.</param>
/// <param name="Luma">Luma at analysis size.</param>
/// <param name="Matching">The picture that blocks are matched in.</param>
public sealed record SeamImage(byte[] Hsv, byte[] Luma, byte[] Matching)
{
    internal static SeamImage Of(SmallFrame frame) => new(frame.Hsv.ToArray(), frame.Luma.ToArray(), frame.Matching.ToArray());
}
