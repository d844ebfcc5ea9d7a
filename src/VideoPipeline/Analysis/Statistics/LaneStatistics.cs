using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoPipeline.Analysis.Statistics;

/// <summary>The sums and extremes of some samples.</summary>
internal readonly record struct LaneStatistics(long Sum, long SumOfSquares, byte Minimum, byte Maximum)
{
    /// <summary>Computes them with AVX-512, 64 samples at a time.</summary>
    /// <param name="samples">A multiple of 64 samples, at most 2²⁰: 32-bit lanes hold their squares.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LaneStatistics Of(ReadOnlySpan<byte> samples)
    {
        ref var first = ref MemoryMarshal.GetReference(samples);
        var minima = Vector512<byte>.AllBitsSet;
        var maxima = Vector512<byte>.Zero;
        var sums = Vector512<ulong>.Zero;
        var squares = Vector512<int>.Zero;
        for (nuint offset = 0; offset < (nuint)samples.Length; offset += 64)
        {
            var vector = Vector512.LoadUnsafe(ref first, offset);
            minima = Vector512.Min(minima, vector);
            maxima = Vector512.Max(maxima, vector);
            sums += Avx512BW.SumAbsoluteDifferences(vector, Vector512<byte>.Zero).AsUInt64();
            var low = Avx512BW.UnpackLow(vector, Vector512<byte>.Zero).AsInt16();
            var high = Avx512BW.UnpackHigh(vector, Vector512<byte>.Zero).AsInt16();
            squares += Avx512BW.MultiplyAddAdjacent(low, low) + Avx512BW.MultiplyAddAdjacent(high, high);
        }

        var (lowSquares, highSquares) = Vector512.Widen(squares.AsUInt32());
        return new(
            (long)Vector512.Sum(sums), (long)Vector512.Sum(lowSquares + highSquares), Least(minima), (byte)~Least(~maxima));
    }

    private static byte Least(Vector512<byte> vector)
    {
        var least = byte.MaxValue;
        for (var lane = 0; lane < Vector512<byte>.Count; lane++) least = Math.Min(least, vector[lane]);
        return least;
    }
}
