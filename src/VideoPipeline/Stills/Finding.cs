using VideoPipeline.Npz;

namespace VideoPipeline.Stills;

/// <summary>What a look found on a frame.</summary>
/// <param name="Look">The look's name.</param>
/// <param name="Frame">The frame's number.</param>
/// <param name="Arrays">What <see cref="IFrameLook.At"/> gave.</param>
public sealed record Finding(string Look, long Frame, IReadOnlyList<NpyArray> Arrays)
{
    /// <summary>An array by its name.</summary>
    public NpyArray<T> Array<T>(string name) where T : unmanaged => new NpzArrays($"frame {Frame} of {Look}", Arrays).Get<T>(name);

    /// <summary>Findings of several workers in one order, by look and frame; of those of one frame, which are alike, one.</summary>
    public static IReadOnlyList<Finding> Merge(IEnumerable<Finding> findings) =>
    [
        .. findings
            .DistinctBy(finding => (finding.Look, finding.Frame))
            .OrderBy(finding => finding.Look, StringComparer.Ordinal)
            .ThenBy(finding => finding.Frame),
    ];
}
