using VideoPipeline.Analysis;
using VideoPipeline.Errors;
using VideoPipeline.Stills;

namespace VideoPipeline.Results.Partials;

/// <summary>
/// Merges consecutive partials, one after another, in presentation order. What a partial has for merging (boundary frames, sums
/// of the mean image) is not kept; its rows are, in memory or in temporary files (<see cref="RangeArraysMerger"/>).
/// </summary>
/// <param name="isSpooled">Whether the column of this name is written to a temporary file; null for none.</param>
internal sealed class PartialMerger(Predicate<string>? isSpooled = null) : IDisposable
{
    private readonly RangeArraysMerger _arrays = new(isSpooled);
    private readonly List<bool[]> _key = [];
    private readonly List<StillResult> _stillResults = [];
    private RangeWork? _work;

    /// <summary>Adds the next partial. It is not modified.</summary>
    /// <exception cref="UnsplittableVideoException">The partials differ from a sequential decode
    /// (<see cref="RangeConstants"/>).</exception>
    /// <exception cref="LimitExceededException">There is not enough space for a temporary file.</exception>
    public void Add(Partial partial)
    {
        // First, because it verifies that the partials are compatible.
        _work = _work?.Plus(partial.Work) ?? partial.Work;
        _arrays.Add(partial.Arrays);
        _key.Add(partial.Key);
        _stillResults.AddRange(partial.StillResults);
    }

    /// <summary>Returns the merged partials. Columns in temporary files can be read until this object is disposed of.</summary>
    /// <exception cref="InvalidOperationException">No partial was added.</exception>
    public Partial Finish() => new(_arrays.Finish(), [.. _key.SelectMany(key => key)], _work!)
    {
        StillResults = StillResult.Merge(_stillResults),
    };

    /// <inheritdoc/>
    public void Dispose() => _arrays.Dispose();
}
