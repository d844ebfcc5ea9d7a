using VideoPipeline.Analysis.Analyzers;
using VideoPipeline.Analysis.Frames;

namespace VideoPipeline.Analysis;

/// <summary>An analyzer that can be asked for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Raised with every change of what it computes: it is part of a partial's key.</param>
/// <param name="Create">Makes one for a range.</param>
/// <param name="IsWanted">Whether the options ask for it.</param>
public sealed record AnalyzerRegistration(
    string Name, int Version, Func<IFrameAnalyzer> Create, Func<AnalysisOptions, bool> IsWanted);

/// <summary>The analyzers there are.</summary>
public static class AnalyzerRegistry
{
    private static readonly AnalyzerRegistration[] s_all =
    [
        new("frame-number", 1, () => new FrameNumber(), _ => true),
        new("plane-sums", 1, () => new PlaneSums(), _ => true),
        new("bgr-sums", 1, () => new BgrSums(), options => options.Rgb),
        new("luma-statistics", 1, () => new LumaStatistics(), _ => true),
        new("sharpness", 1, () => new Sharpness(), _ => true),
        new("colorfulness", 1, () => new Colorfulness(), _ => true),
        new("content-score", 1, () => new ContentScore(), _ => true),
        new("motion", 1, () => new Motion(), _ => true),
        new("block-motion", 1, () => new BlockMotion(), _ => true),
        new("perceptual-hash", 1, () => new PerceptualHash(), _ => true),
        new("difference-hash", 1, () => new DifferenceHash(), _ => true),
    ];

    /// <summary>Those that the options ask for.</summary>
    public static IReadOnlyList<AnalyzerRegistration> For(AnalysisOptions options) =>
        [.. s_all.Where(analyzer => analyzer.IsWanted(options))];

    /// <summary>
    /// What determines the values, for a partial's key: the analyzers and their versions, and that of the pictures at
    /// analysis size, the mean image and the thumbnails.
    /// </summary>
    public static string Versions(AnalysisOptions options) =>
        string.Join(
            ' ',
            [$"analysis/{AnalysisFrame.Version}", .. For(options).Select(analyzer => $"{analyzer.Name}/{analyzer.Version}")]);
}
