using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoPipeline.Analysis.Statistics;

/// <summary>
/// The sum and the sum of squares of 16-bit values, 16 at a time, in 32-bit lanes. A lane does not overflow within a row of 256
/// pixels with values up to 1020; it is flushed to 64 bits after each row.
/// </summary>
internal struct MomentLanes
{
    private Vector256<int> _sum;
    private Vector256<int> _squares;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector256<short> values)
    {
        if (Avx2.IsSupported)
        {
            _sum += Avx2.MultiplyAddAdjacent(values, Vector256<short>.One);
            _squares += Avx2.MultiplyAddAdjacent(values, values);
        }
        else
        {
            var (low, high) = Vector256.Widen(values);
            _sum += low + high;
            _squares += (low * low) + (high * high);
        }
    }

    /// <summary>Adds the lanes to 64-bit sums and clears them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FlushTo(ref long sum, ref long squares)
    {
        sum += Vector256.Sum(_sum);
        squares += Vector256.Sum(_squares);
        this = default;
    }
}
