using VideoPipeline.Errors;
using VideoPipeline.Npz;

namespace VideoPipeline.Stills;

/// <summary>
/// Converts still results to arrays of a partial and back. For each analyzer: the frame numbers (<c>still.NAME</c>), and for
/// each of its arrays the concatenated rows of all frames (<c>still.NAME.ARRAY</c>) and the number of rows per frame
/// (<c>still.NAME.ARRAY.rows</c>).
/// </summary>
internal static class StillResultArrays
{
    private const string Prefix = "still";

    /// <summary>Converts results to arrays.</summary>
    public static IEnumerable<NpyArray> ToArrays(IReadOnlyList<StillResult> results)
    {
        foreach (var analyzer in results.GroupBy(result => result.Analyzer))
        {
            var all = analyzer.ToList();
            yield return NpyArray.Of($"{Prefix}.{analyzer.Key}", all.Select(result => result.Frame).ToArray());
            foreach (var (index, array) in all[0].Arrays.Index())
            {
                var name = $"{Prefix}.{analyzer.Key}.{array.Name}";
                yield return NpyArray.Concat(name, [.. all.Select(result => result.Arrays[index])]);
                yield return NpyArray.Of($"{name}.rows", all.Select(result => (long)result.Arrays[index].Shape[0]).ToArray());
            }
        }
    }

    /// <summary>Reads the results from the arrays of a partial; other arrays are ignored.</summary>
    /// <exception cref="CorruptResultException">The arrays are inconsistent.</exception>
    public static IReadOnlyList<StillResult> Read(NpzArrays arrays)
    {
        var results = new List<StillResult>();
        // Analyzer and array names contain no dot, so the number of dots determines the kind of array.
        var named = arrays.All
            .Select(array => (Array: array, Words: array.Name.Split('.')))
            .Where(one => one.Words[0] == Prefix)
            .ToList();
        foreach (var (frames, words) in named.Where(one => one.Words.Length == 2))
        {
            var parts = named
                .Where(one => one.Words.Length == 3 && one.Words[1] == words[1])
                .Select(one => NpyArray.Split(one.Words[2], one.Array, arrays.Get<long>($"{one.Array.Name}.rows").Data))
                .ToList();
            results.AddRange(arrays.Get<long>(frames.Name).Data.Select((number, i) =>
                new StillResult(words[1], number, [.. parts.Select(part => part[i])])));
        }
        return results;
    }
}
