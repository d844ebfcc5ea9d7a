namespace VideoPipeline.Analysis;

/// <summary>What to compute.</summary>
/// <param name="Rgb">Also sums over the packed full-size frame, which then must be given with every frame.</param>
public sealed record AnalysisOptions(bool Rgb = false);
