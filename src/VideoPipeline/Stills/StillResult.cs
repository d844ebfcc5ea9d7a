using VideoPipeline.Npz;

namespace VideoPipeline.Stills;

/// <summary>What a look found on a frame.</summary>
/// <param name="Analyzer">The look's name.</param>
/// <param name="Frame">The frame's number.</param>
/// <param name="Arrays">What <see cref="IStillAnalyzer.Analyze"/> gave.</param>
public sealed record StillResult(string Analyzer, long Frame, IReadOnlyList<NpyArray> Arrays)
{
    /// <summary>An array by its name.</summary>
    public NpyArray<T> Array<T>(string name) where T : unmanaged => new NpzArrays($"frame {Frame} of {Analyzer}", Arrays).Get<T>(name);

    /// <summary>Findings of several workers in one order, by look and frame; of those of one frame, which are alike, one.</summary>
    public static IReadOnlyList<StillResult> Merge(IEnumerable<StillResult> findings) =>
    [
        .. findings
            .DistinctBy(finding => (finding.Analyzer, finding.Frame))
            .OrderBy(finding => finding.Analyzer, StringComparer.Ordinal)
            .ThenBy(finding => finding.Frame),
    ];
}
