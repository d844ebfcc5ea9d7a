using VideoPipeline.Errors;
using VideoPipeline.Npz;

namespace VideoPipeline.Stills;

/// <summary>
/// Findings as arrays of a partial. For each look: the numbers of the frames (<c>still.NAME</c>); and for each of its arrays the rows
/// of all frames one after the other (<c>still.NAME.ARRAY</c>) and how many are each frame's (<c>still.NAME.ARRAY.rows</c>).
/// </summary>
public static class StillResultArrays
{
    private const string Prefix = "still";

    /// <summary>The arrays of findings.</summary>
    public static IEnumerable<NpyArray> ToArrays(IReadOnlyList<StillResult> findings)
    {
        foreach (var look in findings.GroupBy(finding => finding.Analyzer))
        {
            var all = look.ToList();
            yield return NpyArray.Of($"{Prefix}.{look.Key}", all.Select(finding => finding.Frame).ToArray());
            foreach (var (place, array) in all[0].Arrays.Index())
            {
                var name = $"{Prefix}.{look.Key}.{array.Name}";
                yield return NpyArray.Concat(name, [.. all.Select(finding => finding.Arrays[place])]);
                yield return NpyArray.Of($"{name}.rows", all.Select(finding => (long)finding.Arrays[place].Shape[0]).ToArray());
            }
        }
    }

    /// <summary>The findings of these arrays, others being there too.</summary>
    /// <exception cref="CorruptResultException">They are not what <see cref="ToArrays"/> gives.</exception>
    public static IReadOnlyList<StillResult> Read(NpzArrays arrays)
    {
        var findings = new List<StillResult>();
        // No name has a dot of its own, so the number of dots says what an array is.
        var named = arrays.All.Select(array => (Array: array, Words: array.Name.Split('.'))).Where(one => one.Words[0] == Prefix).ToList();
        foreach (var (frames, words) in named.Where(one => one.Words.Length == 2))
        {
            var parts = named
                .Where(one => one.Words.Length == 3 && one.Words[1] == words[1])
                .Select(one => NpyArray.Split(one.Words[2], one.Array, arrays.Get<long>($"{one.Array.Name}.rows").Data))
                .ToList();
            findings.AddRange(arrays.Get<long>(frames.Name).Data.Select((number, i) =>
                new StillResult(words[1], number, [.. parts.Select(part => part[i])])));
        }
        return findings;
    }
}
