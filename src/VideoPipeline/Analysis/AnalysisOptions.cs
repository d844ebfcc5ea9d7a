namespace VideoPipeline.Analysis;

/// <summary>Options of the analysis of a range.</summary>
/// <param name="Rgb">Whether to also compute the channel sums of the packed full-size frame; every frame must then include its
/// packed samples.</param>
internal sealed record AnalysisOptions(bool Rgb = false);
