using VideoPipeline.Containers.Common;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Computes the file offset of each sample from the sample-to-chunk table and the chunk offsets (14496-12, 8.7.4 and 8.7.5).
/// </summary>
internal static class ChunkLayout
{
    /// <returns>The file offset of each sample; as many as there are sizes.</returns>
    /// <exception cref="MalformedBoxException">The tables contradict each other.</exception>
    public static long[] ComputeOffsets(
        Box stbl, (uint First, uint Samples, uint Description)[] runs, long[] chunks, int[] sizes, SampleTableBuilder rows)
    {
        if (runs.Length == 0 || chunks.Length == 0)
            throw stbl.Malformed($"it has the sizes of {sizes.Length} samples, but 'stsc' or 'stco' is missing or empty.");
        var offsets = new long[sizes.Length];
        var row = 0;
        for (var run = 0; run < runs.Length; run++)
        {
            var (first, samples, description) = runs[run];
            var next = run + 1 < runs.Length ? runs[run + 1].First : (uint)chunks.Length + 1;
            if (first == 0 || samples == 0 || next <= first || next > chunks.Length + 1 || (run == 0 && first != 1))
                throw stbl.Malformed(
                    $"entry {run} of 'stsc' (first chunk {first}, {samples} samples per chunk) contradicts the {chunks.Length} " +
                    "chunks of 'stco'.");
            if (description != 1) rows.MarkUnproven("it uses several sample descriptions, so its codec parameters change");
            for (var chunk = first - 1; chunk < next - 1; chunk++)
            {
                var offset = chunks[chunk];
                if (offset < 0) throw stbl.Malformed($"chunk {chunk + 1} has a negative offset.");
                for (uint i = 0; i < samples; i++, row++)
                {
                    if (row == sizes.Length)
                        throw stbl.Malformed($"its chunks contain more samples than the {sizes.Length} of 'stsz'.");
                    offsets[row] = offset;
                    offset += sizes[row];
                }
            }
        }
        if (row < sizes.Length)
            throw stbl.Malformed($"it has the sizes of {sizes.Length} samples, but its chunks contain only {row}.");
        return offsets;
    }
}
