using VideoPipeline.Analysis.Analyzers;
using VideoPipeline.Analysis.Frames;

namespace VideoPipeline.Analysis;

/// <summary>Registration of an <see cref="IFrameAnalyzer"/>.</summary>
/// <param name="Name">The name of the analyzer.</param>
/// <param name="Version">The version of its results. Increment it with every change of the results: it is part of the key of a
/// partial.</param>
/// <param name="Create">Creates an analyzer for one range.</param>
/// <param name="IsEnabled">Whether the options enable it.</param>
internal sealed record AnalyzerRegistration(
    string Name, int Version, Func<IFrameAnalyzer> Create, Func<AnalysisOptions, bool> IsEnabled);

/// <summary>All registered frame analyzers.</summary>
internal static class AnalyzerRegistry
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

    /// <summary>The analyzers that the options enable.</summary>
    public static IReadOnlyList<AnalyzerRegistration> For(AnalysisOptions options) =>
        [.. s_all.Where(analyzer => analyzer.IsEnabled(options))];

    /// <summary>
    /// The versions that determine the results, for the key of a partial: those of the enabled analyzers and that of the
    /// frames at analysis size, on which the mean image and the thumbnails depend.
    /// </summary>
    public static string Versions(AnalysisOptions options) =>
        string.Join(
            ' ',
            [$"analysis/{AnalysisFrame.Version}", .. For(options).Select(analyzer => $"{analyzer.Name}/{analyzer.Version}")]);
}
