using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoPipeline.Analysis.Resizing;

/// <summary>The SIMD implementation for sizes whose weighted sums fit 31 bits but not 15 (odd heights, cropped videos).</summary>
internal sealed class IntRows : RowReduction
{
    private readonly int[] _sums;
    private readonly int[] _weights;
    private readonly VectorDivision _division;

    public IntRows(Overlaps horizontal, Overlaps vertical, int width)
        : base(horizontal, vertical, width)
    {
        // Vector loads at the last columns read past the row; the weights there are zero.
        _sums = new int[width + (Loads * Taps)];
        _weights = PaddedWeights(weight => weight);
        _division = new(Area);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Reduce(ReadOnlySpan<byte> source, int row, Span<byte> target)
    {
        SumRows(source, row);
        var division = _division;
        for (var i = 0; i < target.Length; i += Lanes)
        {
            // If the width is not a multiple of the lanes, the last vector overlaps the one before it.
            if (i > target.Length - Lanes) i = target.Length - Lanes;
            division.StoreRounded(SumFourColumns(i), SumFourColumns(i + 4), ref target[i]);
        }
    }

    /// <summary>Computes the weighted sums of the four target columns starting at i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<int> SumFourColumns(int i)
    {
        var low = Avx2.HorizontalAdd(SumColumn(i), SumColumn(i + 1));
        var high = Avx2.HorizontalAdd(SumColumn(i + 2), SumColumn(i + 3));
        var halves = Avx2.HorizontalAdd(low, high);
        return halves.GetLower() + halves.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> SumColumn(int i)
    {
        var stride = Loads * Taps;
        ref var sums = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_sums), Horizontal.Starts[i]);
        ref var weights = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_weights), i * stride);
        var total = Vector256.LoadUnsafe(ref sums) * Vector256.LoadUnsafe(ref weights);
        for (nuint tap = Taps; tap < (nuint)stride; tap += Taps)
            total += Vector256.LoadUnsafe(ref sums, tap) * Vector256.LoadUnsafe(ref weights, tap);
        return total;
    }

    /// <summary>Computes the weighted sum of the source rows that a target row overlaps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumRows(ReadOnlySpan<byte> source, int row)
    {
        var weights = Vertical.Weights[row];
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), Vertical.Starts[row] * Width);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        for (var x = 0; x < Width; x += BlockWidth / 2)
        {
            if (x > Width - (BlockWidth / 2)) x = Width - (BlockWidth / 2);
            var low = Vector256<int>.Zero;
            var high = Vector256<int>.Zero;
            ref var sample = ref Unsafe.Add(ref first, x);
            foreach (var weight in weights)
            {
                var factor = Vector256.Create(weight);
                var samples = Vector128.LoadUnsafe(ref sample);
                low += Avx2.ConvertToVector256Int32(samples) * factor;
                high += Avx2.ConvertToVector256Int32(Sse2.ShiftRightLogical128BitLane(samples, 8)) * factor;
                sample = ref Unsafe.Add(ref sample, Width);
            }

            low.StoreUnsafe(ref sums, (nuint)x);
            high.StoreUnsafe(ref sums, (nuint)x + 8);
        }
    }
}
