namespace VideoPipeline.Results.Stretches;

/// <summary>A run of rows (analysed frames, in order) that have something in common.</summary>
/// <param name="Start">The first row.</param>
/// <param name="End">The row after the last.</param>
public readonly record struct Stretch(int Start, int End);
