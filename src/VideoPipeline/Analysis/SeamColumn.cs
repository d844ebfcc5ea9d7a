using VideoPipeline.Analysis.Analyzers;

namespace VideoPipeline.Analysis;

/// <summary>
/// A column that looks back one frame. Within a range its analyzer computes it; the first row of a range that follows
/// another is computed here, of the two pictures at the seam, by the same code.
/// </summary>
/// <param name="Name">The column's name.</param>
/// <param name="Between">The value of a frame after another.</param>
public sealed record SeamColumn(string Name, Func<SeamImage, SeamImage, double> Between)
{
    /// <summary>The columns that look back.</summary>
    public static IReadOnlyList<SeamColumn> All { get; } =
    [
        new(ContentScore.ColumnName, (previous, next) => ContentScore.Between(previous.Hsv, next.Hsv)),
        new(Motion.ColumnName, (previous, next) => Motion.Between(previous.Luma, next.Luma)),
        new(BlockMotion.CutScoreName, (previous, next) => BlockMotion.Between(previous.Matching, next.Matching).CutScore),
        new(BlockMotion.PanXName, (previous, next) => BlockMotion.Between(previous.Matching, next.Matching).Motion.PanX),
        new(BlockMotion.PanYName, (previous, next) => BlockMotion.Between(previous.Matching, next.Matching).Motion.PanY),
        new(BlockMotion.ZoomName, (previous, next) => BlockMotion.Between(previous.Matching, next.Matching).Motion.Zoom),
        new(BlockMotion.AgreementName, (previous, next) => BlockMotion.Between(previous.Matching, next.Matching).Motion.Agreement),
    ];
}
