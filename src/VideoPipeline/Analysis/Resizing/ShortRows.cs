using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoPipeline.Analysis.Resizing;

/// <summary>
/// The SIMD implementation for sizes whose weighted sums fit 15 bits, because source and target have a large common divisor
/// (854×480, 1280×720, 1920×1080, …).
/// </summary>
internal sealed class ShortRows : RowReduction
{
    private readonly short[] _sums;
    private readonly short[] _weights;
    private readonly VectorDivision _division;

    public ShortRows(Overlaps horizontal, Overlaps vertical, int width)
        : base(horizontal, vertical, width)
    {
        // Vector loads at the last columns read past the row; the weights there are zero.
        _sums = new short[width + (Loads * Taps)];
        _weights = PaddedWeights(weight => (short)weight);
        _division = new(Area);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Reduce(ReadOnlySpan<byte> source, int row, Span<byte> target)
    {
        SumRows(source, row);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        var division = _division;
        var starts = Horizontal.Starts;
        for (var i = 0; i < target.Length; i += Lanes)
        {
            // If the width is not a multiple of the lanes, the last vector overlaps the one before it.
            if (i > target.Length - Lanes) i = target.Length - Lanes;
            var low = SumFourColumns(starts, i, ref sums, ref weights);
            var high = SumFourColumns(starts, i + 4, ref sums, ref weights);
            division.StoreRounded(low, high, ref target[i]);
        }
    }

    /// <summary>Computes the weighted sums of the four target columns starting at i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<int> SumFourColumns(int[] starts, int i, ref short sums, ref short weights)
    {
        var stride = Loads * Taps;
        ref var weight = ref Unsafe.Add(ref weights, i * stride);
        var a = SumColumn(ref Unsafe.Add(ref sums, starts[i]), ref weight, stride);
        var b = SumColumn(ref Unsafe.Add(ref sums, starts[i + 1]), ref Unsafe.Add(ref weight, stride), stride);
        var c = SumColumn(ref Unsafe.Add(ref sums, starts[i + 2]), ref Unsafe.Add(ref weight, 2 * stride), stride);
        var d = SumColumn(ref Unsafe.Add(ref sums, starts[i + 3]), ref Unsafe.Add(ref weight, 3 * stride), stride);
        return Ssse3.HorizontalAdd(Ssse3.HorizontalAdd(a, b), Ssse3.HorizontalAdd(c, d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> SumColumn(ref short sums, ref short weights, int stride)
    {
        var total = Sse2.MultiplyAddAdjacent(Vector128.LoadUnsafe(ref sums), Vector128.LoadUnsafe(ref weights));
        for (nuint tap = Taps; tap < (nuint)stride; tap += Taps)
        {
            var (sum, weight) = (Vector128.LoadUnsafe(ref sums, tap), Vector128.LoadUnsafe(ref weights, tap));
            total += Sse2.MultiplyAddAdjacent(sum, weight);
        }

        return total;
    }

    /// <summary>Computes the weighted sum of the source rows that a target row overlaps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumRows(ReadOnlySpan<byte> source, int row)
    {
        var weights = Vertical.Weights[row];
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), Vertical.Starts[row] * Width);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        for (var x = 0; x < Width; x += BlockWidth)
        {
            if (x > Width - BlockWidth) x = Width - BlockWidth;
            var low = Vector256<short>.Zero;
            var high = Vector256<short>.Zero;
            ref var sample = ref Unsafe.Add(ref first, x);
            foreach (var weight in weights)
            {
                var factor = Vector256.Create((short)weight);
                low += Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref sample)) * factor;
                high += Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref sample, 16)) * factor;
                sample = ref Unsafe.Add(ref sample, Width);
            }

            low.StoreUnsafe(ref sums, (nuint)x);
            high.StoreUnsafe(ref sums, (nuint)x + 16);
        }
    }
}
