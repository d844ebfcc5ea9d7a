using VideoPipeline.Npz;

namespace VideoPipeline.Stills;

/// <summary>The result of a still analyzer on one frame.</summary>
/// <param name="Analyzer">The name of the analyzer.</param>
/// <param name="Frame">The number of the frame.</param>
/// <param name="Arrays">The arrays that <see cref="IStillAnalyzer.Analyze"/> returned.</param>
internal sealed record StillResult(string Analyzer, long Frame, IReadOnlyList<NpyArray> Arrays)
{
    /// <summary>Returns the array of this name and type.</summary>
    public NpyArray<T> Array<T>(string name) where T : unmanaged =>
        new NpzArrays($"frame {Frame} of {Analyzer}", Arrays).Get<T>(name);

    /// <summary>
    /// Merges the results of several workers, ordered by analyzer and frame. Duplicates of a frame, which are equal, are removed.
    /// </summary>
    public static IReadOnlyList<StillResult> Merge(IEnumerable<StillResult> results) =>
    [
        .. results
            .DistinctBy(result => (result.Analyzer, result.Frame))
            .OrderBy(result => result.Analyzer, StringComparer.Ordinal)
            .ThenBy(result => result.Frame),
    ];
}
