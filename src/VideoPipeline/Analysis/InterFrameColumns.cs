using VideoPipeline.Analysis.Analyzers;
using VideoPipeline.Analysis.Frames;

namespace VideoPipeline.Analysis;

/// <summary>
/// Columns that compare each frame with the previous one. Within a range their analyzer computes them; when ranges are merged,
/// the first row of each range after the first is computed here, by the same code, from the two frames at the boundary.
/// </summary>
/// <param name="Names">The names of the columns.</param>
/// <param name="Between">Computes the values of a frame, one per column, from the previous frame and the frame itself.</param>
internal sealed record InterFrameColumns(IReadOnlyList<string> Names, Func<ScaledFrame, ScaledFrame, double[]> Between)
{
    /// <summary>All columns that compare a frame with the previous one.</summary>
    public static IReadOnlyList<InterFrameColumns> All { get; } =
    [
        new([ContentScore.ColumnName], (previous, next) => [ContentScore.Between(previous.Hsv, next.Hsv)]),
        new([Motion.ColumnName], (previous, next) => [Motion.Between(previous.Luma, next.Luma)]),
        new(
            [
                BlockMotion.CutScoreName, BlockMotion.PanXName, BlockMotion.PanYName, BlockMotion.ZoomName,
                BlockMotion.AgreementName,
            ],
            (previous, next) =>
            {
                var (cutScore, motion) = BlockMotion.Between(previous.Matching, next.Matching);
                return [cutScore, motion.PanX, motion.PanY, motion.Zoom, motion.Agreement];
            }),
    ];
}
