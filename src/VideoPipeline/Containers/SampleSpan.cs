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

    public static IEnumerable<SampleSpan> Of(SampleTable samples, int[] rows)
    {
        for (var first = 0; first < rows.Length;)
        {
            var start = samples.Offset[rows[first]];
            var position = start + samples.Size[rows[first]];
            var end = first + 1;
            for (; end < rows.Length && samples.Offset[rows[end]] - position is >= 0 and <= LargestGap; end++)
                position = samples.Offset[rows[end]] + samples.Size[rows[end]];
            yield return new SampleSpan(start, position - start, first, end);
            first = end;
        }
    }
}
