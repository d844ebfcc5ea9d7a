using VideoPipeline.Indexing;

namespace VideoPipeline.Containers;

/// <summary>Samples that lie so close together that one request for all of them costs less than one for each.</summary>
/// <param name="Offset">Position of the first byte in the file.</param>
/// <param name="Length">Bytes, what lies between the samples included.</param>
/// <param name="First">Index, among the slice's rows, of the first sample.</param>
/// <param name="End">Index of the one after the last.</param>
internal readonly record struct SampleSpan(long Offset, long Length, int First, int End)
{
    /// <summary>Up to here, bytes that are not needed are read and passed over.</summary>
    public const int LargestGap = 64 * 1024;

    public static IEnumerable<SampleSpan> Of(SampleTable samples, int[] rows) =>
        Of(rows, row => samples.Offset[row], row => samples.Offset[row] + samples.Size[row]);

    /// <param name="rows">The slice's rows.</param>
    /// <param name="start">Where a row's bytes begin.</param>
    /// <param name="end">Where they end.</param>
    public static IEnumerable<SampleSpan> Of(int[] rows, Func<int, long> start, Func<int, long> end)
    {
        for (var first = 0; first < rows.Length;)
        {
            var position = end(rows[first]);
            var next = first + 1;
            for (; next < rows.Length && start(rows[next]) - position is >= 0 and <= LargestGap; next++) position = end(rows[next]);
            yield return new SampleSpan(start(rows[first]), position - start(rows[first]), first, next);
            first = next;
        }
    }
}
