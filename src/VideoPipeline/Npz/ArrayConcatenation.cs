namespace VideoPipeline.Npz;

/// <summary>Concatenates arrays.</summary>
internal static class ArrayConcatenation
{
    /// <summary>The elements of all parts, in order. A single part is returned without copying.</summary>
    public static T[] Concatenate<T>(this IEnumerable<T[]> parts)
    {
        T[][] all = [.. parts];
        return all is [var single] ? single : all.ConcatenateToNew();
    }

    /// <summary>The elements of all parts, in order, in a new array even for a single part.</summary>
    public static T[] ConcatenateToNew<T>(this T[][] parts)
    {
        var all = GC.AllocateUninitializedArray<T>(parts.Sum(part => part.Length));
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(all, at);
            at += part.Length;
        }
        return all;
    }
}
