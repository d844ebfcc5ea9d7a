using VideoPipeline.Analysis.Analyzers;

namespace VideoPipeline.Analysis;

/// <summary>
/// A column that compares each frame with the previous one. Within a range its analyzer computes it; when ranges are merged, the
/// first row of each range after the first is computed here, by the same code, from the two frames at the boundary.
/// </summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Between">Computes the value of a frame from the previous frame and the frame itself.</param>
internal sealed record InterFrameColumn(string Name, Func<BoundaryFrame, BoundaryFrame, double> Between)
{
    /// <summary>All columns that compare a frame with the previous one.</summary>
    public static IReadOnlyList<InterFrameColumn> All { get; } =
    [
        new(ContentScore.ColumnName, (previous, next) => ContentScore.Between(previous.Hsv, next.Hsv)),
        new(Motion.ColumnName, (previous, next) => Motion.Between(previous.Luma, next.Luma)),
        new(BlockMotion.CutScoreName, (previous, next) => BlockMotion.Between(previous.Matching, next.Matching).CutScore),
        new(BlockMotion.PanXName, (previous, next) => BlockMotion.Between(previous.Matching, next.Matching).Motion.PanX),
        new(BlockMotion.PanYName, (previous, next) => BlockMotion.Between(previous.Matching, next.Matching).Motion.PanY),
        new(BlockMotion.ZoomName, (previous, next) => BlockMotion.Between(previous.Matching, next.Matching).Motion.Zoom),
        new(
            BlockMotion.AgreementName,
            (previous, next) => BlockMotion.Between(previous.Matching, next.Matching).Motion.Agreement),
    ];
}
