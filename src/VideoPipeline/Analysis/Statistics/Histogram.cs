using System.Runtime.CompilerServices;

namespace VideoPipeline.Analysis.Statistics;

/// <summary>
/// A histogram of 8-bit samples. Counts are integers: calcHist of OpenCV returns 32-bit floating point, which is exact only up to
/// 2²⁴, and is about 25 % slower.
/// </summary>
internal sealed class Histogram
{
    private const int Values = 256;

    // Four tables, because consecutive equal samples (sky, titles) would stall on incrementing the same counter.
    private readonly uint[] _tables = new uint[4 * Values];

    /// <summary>The count of each value in the last call of <see cref="Count"/>.</summary>
    public ReadOnlySpan<uint> Counts => _tables.AsSpan(0, Values);

    /// <summary>Counts the samples of a plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Count(ReadOnlySpan<byte> samples)
    {
        Array.Clear(_tables);
        fixed (uint* first = _tables)
        fixed (byte* start = samples)
        {
            uint* second = first + Values, third = second + Values, fourth = third + Values;
            byte* sample = start, end = start + samples.Length, unrolledEnd = end - (samples.Length % 8);
            for (; sample < unrolledEnd; sample += 8)
            {
                first[sample[0]]++;
                second[sample[1]]++;
                third[sample[2]]++;
                fourth[sample[3]]++;
                first[sample[4]]++;
                second[sample[5]]++;
                third[sample[6]]++;
                fourth[sample[7]]++;
            }

            for (; sample < end; sample++) first[*sample]++;
            for (var value = 0; value < Values; value++) first[value] += second[value] + third[value] + fourth[value];
        }
    }
}
