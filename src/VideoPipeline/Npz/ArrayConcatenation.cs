namespace VideoPipeline.Npz;

/// <summary>Arrays one after the other.</summary>
internal static class ArrayConcatenation
{
    /// <summary>The elements of all parts, in order.</summary>
    public static T[] Concatenated<T>(this IEnumerable<T[]> parts)
    {
        var all = parts.ToList();
        if (all.Count == 1) return all[0];
        var joined = new T[all.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in all)
        {
            part.CopyTo(joined, at);
            at += part.Length;
        }
        return joined;
    }
}
