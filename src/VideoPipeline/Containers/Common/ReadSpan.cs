namespace VideoPipeline.Containers.Common;

/// <summary>Samples that lie so close together that one request for all of them costs less than one for each.</summary>
/// <param name="Offset">Position of the first byte in the file.</param>
/// <param name="Length">Bytes, what lies between the samples included.</param>
/// <param name="First">Index, among the slice's rows, of the first sample.</param>
/// <param name="End">Index of the one after the last.</param>
internal readonly record struct ReadSpan(long Offset, long Length, int First, int End)
{
    /// <summary>Up to here, bytes that are not needed are read and passed over.</summary>
    public const int LargestGap = 64 * 1024;

    /// <param name="rows">The slice's rows, ascending.</param>
    /// <param name="layout">Where their bytes lie.</param>
    public static IEnumerable<ReadSpan> Of(int[] rows, ISampleLayout layout)
    {
        for (var first = 0; first < rows.Length;)
        {
            var start = layout.Start(rows[first]);
            var end = layout.End(rows[first]);
            var next = first + 1;
            for (; next < rows.Length && layout.Start(rows[next]) - end is >= 0 and <= LargestGap; next++) end = layout.End(rows[next]);
            yield return new ReadSpan(start, end - start, first, next);
            first = next;
        }
    }
}
