namespace VideoPipeline.Planning;

/// <summary>One range of a plan.</summary>
/// <param name="Index">The zero-based position of the range in the plan.</param>
/// <param name="Start">The number of the first frame.</param>
/// <param name="End">One past the number of the last frame; null if it is only known after decoding.</param>
/// <param name="SelectedBefore">
/// The number of selected frames before the range, which then consists of selected frames; null if all frames are analyzed.
/// </param>
/// <param name="SkippedFrom">
/// If frames are selected, one past the last frame of the previous range: the worker also examines the skipped samples from there
/// on. Null if this is not needed.
/// </param>
public sealed record PlannedRange(int Index, long Start, long? End, long? SelectedBefore = null, long? SkippedFrom = null);
