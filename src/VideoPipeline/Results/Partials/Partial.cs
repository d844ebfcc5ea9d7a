using VideoPipeline.Analysis;
using VideoPipeline.Errors;
using VideoPipeline.Stills;
using VideoPipeline.Video;

namespace VideoPipeline.Results.Partials;

/// <summary>The result of one worker on its range, or of several ranges merged.</summary>
/// <param name="Arrays">The per-frame columns, and the data that merging needs.</param>
/// <param name="Key">Whether each frame is a key frame, one value per frame.</param>
/// <param name="Work">The work of the worker.</param>
internal sealed record Partial(RangeArrays Arrays, bool[] Key, RangeWork Work)
{
    /// <summary>The results of the still analyzers, in the order of <see cref="StillResult.Merge"/>.</summary>
    public IReadOnlyList<StillResult> StillResults { get; init; } = [];

    /// <summary>The still frames that could not be decoded.</summary>
    public IReadOnlyList<MissingFrames> MissingStills { get; init; } = [];

    /// <summary>Merges consecutive partials. Associative; the result does not depend on where the video was split.</summary>
    /// <exception cref="UnsplittableVideoException">The partials differ from a sequential decode
    /// (<see cref="RangeConstants"/>).</exception>
    public static Partial Merge(IReadOnlyList<Partial> partials)
    {
        using var merger = new PartialMerger();
        foreach (var partial in partials) merger.Add(partial);
        return merger.Finish();
    }

    /// <summary>Adds the results of the groups of still frames.</summary>
    public Partial With(IReadOnlyList<StillsPartial> groups) => this with
    {
        StillResults = StillResult.Merge([.. StillResults, .. groups.SelectMany(group => group.Results)]),
        MissingStills = [.. groups.SelectMany(group => group.Work.Missing)],
    };
}
