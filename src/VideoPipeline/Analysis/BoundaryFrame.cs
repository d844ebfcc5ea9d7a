using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Resizing;

namespace VideoPipeline.Analysis;

/// <summary>
/// The first or last frame of a range. When ranges are merged, it is used to compute the first row of the columns that compare
/// a frame with the previous one.
/// </summary>
/// <param name="Planes">The planes Y, U and V at analysis size (4:2:0), from which everything else about the frame is
/// computed.</param>
internal sealed record BoundaryFrame(byte[] Planes)
{
    /// <summary>The analysis size.</summary>
    public AnalysisSize Size => new(AnalysisSize.FixedWidth, Planes.Length * 2 / 3 / AnalysisSize.FixedWidth);

    internal static BoundaryFrame Of(ScaledFrame frame) => new(frame.Planes.ToArray());
}
