using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoPipeline.Analysis.Resizing;

/// <summary>
/// The way for sizes with a large common divisor (854×480, 1280×720, 1920×1080, …): a column's sum fits 15 bits.
/// </summary>
internal sealed class ShortRows : RowReduction
{
    private readonly short[] _sums;
    private readonly short[] _weights;
    private readonly VectorDivision _division;

    public ShortRows(Overlaps across, Overlaps down, int width)
        : base(across, down, width)
    {
        // Loads of the last columns reach beyond the row, where their weights are zero.
        _sums = new short[width + (Loads * Taps)];
        _weights = PaddedWeights(weight => (short)weight);
        _division = new(Area);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Reduce(ReadOnlySpan<byte> source, int row, Span<byte> target)
    {
        AddRows(source, row);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        var division = _division;
        var starts = Across.Starts;
        for (var i = 0; i < target.Length; i += Lanes)
        {
            // The last columns again, where their number is no multiple of the lanes.
            if (i > target.Length - Lanes) i = target.Length - Lanes;
            var low = Four(starts, i, ref sums, ref weights);
            var high = Four(starts, i + 4, ref sums, ref weights);
            division.StoreRounded(low, high, ref target[i]);
        }
    }

    /// <summary>Weighted sums of four target columns from column i on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<int> Four(int[] starts, int i, ref short sums, ref short weights)
    {
        var stride = Loads * Taps;
        ref var weight = ref Unsafe.Add(ref weights, i * stride);
        var a = One(ref Unsafe.Add(ref sums, starts[i]), ref weight, stride);
        var b = One(ref Unsafe.Add(ref sums, starts[i + 1]), ref Unsafe.Add(ref weight, stride), stride);
        var c = One(ref Unsafe.Add(ref sums, starts[i + 2]), ref Unsafe.Add(ref weight, 2 * stride), stride);
        var d = One(ref Unsafe.Add(ref sums, starts[i + 3]), ref Unsafe.Add(ref weight, 3 * stride), stride);
        return Ssse3.HorizontalAdd(Ssse3.HorizontalAdd(a, b), Ssse3.HorizontalAdd(c, d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> One(ref short sums, ref short weights, int stride)
    {
        var total = Sse2.MultiplyAddAdjacent(Vector128.LoadUnsafe(ref sums), Vector128.LoadUnsafe(ref weights));
        for (nuint tap = Taps; tap < (nuint)stride; tap += Taps)
        {
            var (sum, weight) = (Vector128.LoadUnsafe(ref sums, tap), Vector128.LoadUnsafe(ref weights, tap));
            total += Sse2.MultiplyAddAdjacent(sum, weight);
        }

        return total;
    }

    /// <summary>The source rows under a target row, weighted and added, into the row of sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRows(ReadOnlySpan<byte> source, int row)
    {
        var weights = Down.Weights[row];
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), Down.Starts[row] * Width);
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
