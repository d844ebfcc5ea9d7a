namespace VideoPipeline.Results.Stretches;

/// <summary>Consecutive rows (analyzed frames) with a common property.</summary>
/// <param name="Start">The first row.</param>
/// <param name="End">The row after the last.</param>
internal readonly record struct Stretch(int Start, int End);
