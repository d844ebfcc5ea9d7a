using VideoPipeline.Results.Arrays;

namespace VideoPipeline.Looks;

/// <summary>
/// Findings as arrays of a partial. For each look: the numbers of the frames (<c>look.NAME.frame</c>); and for each of its arrays the
/// rows of all frames one after the other (<c>look.NAME.ARRAY</c>) and how many are each frame's (<c>look.NAME.ARRAY.rows</c>).
/// </summary>
public static class FindingsFile
{
    private const string Prefix = "look.", FrameSuffix = ".frame", RowsSuffix = ".rows";

    /// <summary>The arrays of findings.</summary>
    public static IEnumerable<NpyArray> ToArrays(IReadOnlyList<Finding> findings)
    {
        foreach (var look in findings.GroupBy(finding => finding.Look))
        {
            var all = look.ToList();
            var name = Prefix + look.Key;
            yield return NpyArray.Of(name + FrameSuffix, all.Select(finding => finding.Frame).ToArray());
            foreach (var (place, array) in all[0].Arrays.Index())
            {
                yield return NpyArray.Concat($"{name}.{array.Name}", [.. all.Select(finding => finding.Arrays[place])]);
                yield return NpyArray.Of($"{name}.{array.Name}{RowsSuffix}", all.Select(finding => (long)finding.Arrays[place].Shape[0]).ToArray());
            }
        }
    }

    /// <summary>The findings of these arrays, others being there too.</summary>
    public static IReadOnlyList<Finding> Read(NpzArrays arrays)
    {
        var findings = new List<Finding>();
        foreach (var frames in arrays.All.Where(array => array.Name.StartsWith(Prefix) && array.Name.EndsWith(FrameSuffix)))
        {
            var name = frames.Name[..^FrameSuffix.Length];
            var numbers = arrays.Get<long>(frames.Name).Data;
            var parts = arrays.All
                .Where(array => array.Name.StartsWith(name + ".") && array.Name.EndsWith(RowsSuffix))
                .Select(rows => Split(arrays, rows.Name[..^RowsSuffix.Length], arrays.Get<long>(rows.Name).Data, name.Length + 1))
                .ToList();
            findings.AddRange(numbers.Select((number, i) =>
                new Finding(name[Prefix.Length..], number, [.. parts.Select(part => part[i])])));
        }
        return findings;
    }

    private static NpyArray[] Split(NpzArrays arrays, string name, long[] rows, int nameStart) =>
        NpyArray.Split(name[nameStart..], arrays.All.Single(array => array.Name == name), rows);
}
