namespace VideoPipeline.Npz;

/// <summary>Concatenates arrays.</summary>
internal static class ArrayConcatenation
{
    /// <summary>The elements of all parts, in order. A single part is returned without copying.</summary>
    public static T[] Concatenate<T>(this IEnumerable<T[]> parts)
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
