using VideoPipeline.Stills;

namespace VideoPipeline.Results.Partials;

/// <summary>What one worker found on the frames of a group.</summary>
/// <param name="Results">What was found.</param>
/// <param name="Work">How many frames were due and came, and what it took.</param>
public sealed record StillsPartial(IReadOnlyList<StillResult> Results, RangeWork Work);
