using VideoPipeline.Stills;

namespace VideoPipeline.Results.Partials;

/// <summary>The result of one worker on a group of still frames.</summary>
/// <param name="Results">The results of the still analyzers.</param>
/// <param name="Work">The work of the worker.</param>
internal sealed record StillsPartial(IReadOnlyList<StillResult> Results, RangeWork Work);
