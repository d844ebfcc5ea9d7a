namespace VideoPipeline.Npz;

/// <summary>Concatenates arrays.</summary>
internal static class ArrayConcatenation
{
    /// <summary>The elements of all parts, in order. A single part is returned without copying.</summary>
    public static T[] Concatenate<T>(this IEnumerable<T[]> parts)
    {
        T[][] sources = [.. parts];
        if (sources is [var single]) return single;
        var all = GC.AllocateUninitializedArray<T>(sources.Sum(part => part.Length));
        var at = 0;
        foreach (var part in sources)
        {
            part.CopyTo(all, at);
            at += part.Length;
        }
        return all;
    }
}
