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
        _weights = PairedWeights(PaddedWeights(weight => (short)weight));
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
        var stride = Loads * Taps;
        for (var i = 0; i < target.Length; i += Lanes)
        {
            // If the width is not a multiple of the lanes, the last vector overlaps the one before it.
            if (i > target.Length - Lanes) i = target.Length - Lanes;
            var columns = starts.AsSpan(i, Lanes);
            ref var weight = ref Unsafe.Add(ref weights, 2 * i * stride);
            var a = SumPair(ref sums, columns[0], columns[4], ref weight, stride);
            var b = SumPair(ref sums, columns[1], columns[5], ref Unsafe.Add(ref weight, 2 * stride), stride);
            var c = SumPair(ref sums, columns[2], columns[6], ref Unsafe.Add(ref weight, 4 * stride), stride);
            var d = SumPair(ref sums, columns[3], columns[7], ref Unsafe.Add(ref weight, 6 * stride), stride);
            // Both halves of a vector are added horizontally: the lower gets columns 0 to 3, the upper 4 to 7.
            var eight = Avx2.HorizontalAdd(Avx2.HorizontalAdd(a, b), Avx2.HorizontalAdd(c, d));
            division.StoreRounded(eight.GetLower(), eight.GetUpper(), ref target[i]);
        }
    }

    /// <summary>Computes the terms of the weighted sums of two target columns, one in each half of the vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> SumPair(ref short sums, int first, int second, ref short weights, int stride)
    {
        ref var lower = ref Unsafe.Add(ref sums, first);
        ref var upper = ref Unsafe.Add(ref sums, second);
        var pair = Vector256.Create(Vector128.LoadUnsafe(ref lower), Vector128.LoadUnsafe(ref upper));
        var total = Avx2.MultiplyAddAdjacent(pair, Vector256.LoadUnsafe(ref weights));
        for (nuint tap = Taps; tap < (nuint)stride; tap += Taps)
        {
            pair = Vector256.Create(Vector128.LoadUnsafe(ref lower, tap), Vector128.LoadUnsafe(ref upper, tap));
            total += Avx2.MultiplyAddAdjacent(pair, Vector256.LoadUnsafe(ref weights, 2 * tap));
        }

        return total;
    }

    /// <summary>
    /// Returns the weights as the vectors of <see cref="SumPair"/>. Any column can be the first of eight, because the last eight
    /// may overlap those before them, so the weights of each column are paired with those of the fourth after it.
    /// </summary>
    private short[] PairedWeights(short[] weights)
    {
        var stride = Loads * Taps;
        var count = Horizontal.Starts.Length;
        var paired = new short[2 * stride * count];
        for (var column = 0; column < count - (Lanes / 2); column++)
            for (var tap = 0; tap < stride; tap++)
                for (var half = 0; half < 2; half++)
                    paired[(2 * stride * column) + (2 * (tap - (tap % Taps))) + (half * Taps) + (tap % Taps)] =
                        weights[((column + (half * Lanes / 2)) * stride) + tap];
        return paired;
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
