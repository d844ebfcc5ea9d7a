using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Matching;
using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Analyzers;

/// <summary>
/// Results of block matching with the previous frame (all float64, n; 0 for the first frame of a video): <c>cut_score</c>, the
/// motion-compensated residual relative to the contrast; <c>pan_x</c>, <c>pan_y</c>, <c>zoom</c> and <c>camera_agreement</c>,
/// the global motion.
/// </summary>
/// <remarks>See <see cref="BlockMatcher"/>, <see cref="CutScore"/> and <see cref="GlobalMotion"/>.</remarks>
internal sealed class BlockMotion : IFrameAnalyzer
{
    internal const string CutScoreName = "cut_score";
    internal const string PanXName = "pan_x";
    internal const string PanYName = "pan_y";
    internal const string ZoomName = "zoom";
    internal const string AgreementName = "camera_agreement";

    private readonly BlockMatcher _matcher = new();
    private readonly ColumnBuilder<double> _cutScores = new(CutScoreName);
    private readonly ColumnBuilder<double> _pansX = new(PanXName);
    private readonly ColumnBuilder<double> _pansY = new(PanYName);
    private readonly ColumnBuilder<double> _zooms = new(ZoomName);
    private readonly ColumnBuilder<double> _agreements = new(AgreementName);

    /// <inheritdoc/>
    public void Add(in FrameView frame, AnalysisFrame shared)
    {
        var (cutScore, motion) = shared.Previous is { } previous
            ? Between(_matcher, previous.Matching, shared.Scaled.Matching)
            : default;
        _cutScores.Add(cutScore);
        _pansX.Add(motion.PanX);
        _pansY.Add(motion.PanY);
        _zooms.Add(motion.Zoom);
        _agreements.Add(motion.Agreement);
    }

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() =>
        [_cutScores.ToArray(), _pansX.ToArray(), _pansY.ToArray(), _zooms.ToArray(), _agreements.ToArray()];

    /// <summary>
    /// Computes the values of a frame from the previous frame and the frame itself, both as a <see cref="MatchImage"/>.
    /// </summary>
    internal static (double CutScore, GlobalMotion Motion) Between(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> current) =>
        Between(new BlockMatcher(), previous, current);

    private static (double CutScore, GlobalMotion Motion) Between(
        BlockMatcher matcher, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> current)
    {
        var blocks = matcher.Match(previous, current);
        return (CutScore.Compute(blocks, previous, current), GlobalMotion.Estimate(blocks));
    }
}
