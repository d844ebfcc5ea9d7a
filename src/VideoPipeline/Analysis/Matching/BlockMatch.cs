namespace VideoPipeline.Analysis.Matching;

/// <summary>The best match of a block in the previous image.</summary>
/// <param name="Difference">The sum of absolute differences (SAD) at the best match, over all three planes.</param>
/// <param name="X">The horizontal position of the match relative to the block, positive to the right, in samples with subsample
/// precision; null if the block has too little structure to determine it.</param>
/// <param name="Y">The vertical position of the match, positive downwards; null if the block has too little structure to
/// determine it.</param>
internal readonly record struct BlockMatch(int Difference, double? X, double? Y);
