namespace VideoPipeline.Containers.Common;

/// <summary>
/// A byte range of samples that are so close together that one request for all is cheaper than one request for each.
/// </summary>
/// <param name="Offset">The position of the first byte in the file.</param>
/// <param name="Length">The number of bytes, including the gaps between the samples.</param>
/// <param name="First">The index of the first sample in the list of selected rows.</param>
/// <param name="End">The index after the last sample.</param>
internal readonly record struct ReadSpan(long Offset, long Length, int First, int End)
{
    /// <summary>The largest gap, in bytes, that is read and discarded instead of starting another request.</summary>
    public const int MaxGap = 64 * 1024;

    /// <summary>Groups samples into spans.</summary>
    /// <param name="rows">The selected rows of the sample table, ascending.</param>
    /// <param name="layout">The byte range of each sample.</param>
    public static IEnumerable<ReadSpan> Create(int[] rows, ISampleLayout layout)
    {
        for (var first = 0; first < rows.Length;)
        {
            var start = layout.GetStart(rows[first]);
            var end = layout.GetEnd(rows[first]);
            var next = first + 1;
            for (; next < rows.Length && layout.GetStart(rows[next]) - end is >= 0 and <= MaxGap; next++)
                end = layout.GetEnd(rows[next]);
            yield return new ReadSpan(start, end - start, first, next);
            first = next;
        }
    }
}
