namespace VideoPipeline.Analysis.Matching;

/// <summary>Where a block of a picture lay in the picture before.</summary>
/// <param name="Difference">The sum of absolute differences of its samples, of all three planes, to those there.</param>
/// <param name="X">How far to the right of its place, in samples and parts of one; null where nothing in the block says.</param>
/// <param name="Y">How far below its place; null where nothing in the block says.</param>
internal readonly record struct BlockMatch(int Difference, double? X, double? Y);
