using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoPipeline.Analysis.Statistics;

/// <summary>Integer sums over 8-bit samples: exact, independent of the order of addition.</summary>
/// <remarks>
/// Loops over samples, here and elsewhere in the analysis, use AggressiveOptimization: a worker may analyze only a hundred
/// frames, and tiered compilation would run most of them in unoptimized code.
/// </remarks>
internal static class SampleSums
{
    /// <summary>Computes the sum of all samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Of(ReadOnlySpan<byte> samples)
    {
        var (total, processed) = (0L, 0);
        if (Avx2.IsSupported)
        {
            var sums = Vector256<long>.Zero;
            ref var first = ref MemoryMarshal.GetReference(samples);
            for (; processed <= samples.Length - Vector256<byte>.Count; processed += Vector256<byte>.Count)
            {
                var fourSums = Avx2.SumAbsoluteDifferences(Vector256.LoadUnsafe(ref first, (nuint)processed), default);
                sums += fourSums.AsInt64();
            }

            total = Vector256.Sum(sums);
        }

        foreach (var sample in samples[processed..]) total += sample;
        return total;
    }

    /// <summary>Computes the sum of absolute differences (SAD) of two images.</summary>
    /// <exception cref="ArgumentException">The images differ in length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long AbsoluteDifferences(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException(
                $"The images differ in size: {left.Length} and {right.Length} samples.", nameof(right));
        }

        var (total, processed) = (0L, 0);
        if (Avx2.IsSupported)
        {
            var sums = Vector256<long>.Zero;
            ref var a = ref MemoryMarshal.GetReference(left);
            ref var b = ref MemoryMarshal.GetReference(right);
            for (; processed <= left.Length - Vector256<byte>.Count; processed += Vector256<byte>.Count)
            {
                var (x, y) = (Vector256.LoadUnsafe(ref a, (nuint)processed), Vector256.LoadUnsafe(ref b, (nuint)processed));
                sums += Avx2.SumAbsoluteDifferences(x, y).AsInt64();
            }

            total = Vector256.Sum(sums);
        }

        for (; processed < left.Length; processed++) total += Math.Abs(left[processed] - right[processed]);
        return total;
    }

    /// <summary>Computes the sums of the first, second and third channel of packed pixels.</summary>
    public static (long First, long Second, long Third) PerChannel(ReadOnlySpan<byte> pixels)
    {
        Span<long> totals = stackalloc long[3];
        var processed = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            // 32 pixels are 96 samples, six vectors of 16: each lane always holds the same channel, and can sum 257 samples
            // of at most 255 before it overflows.
            const int Group = 96, MaxGroups = 257;
            Span<ushort> lanes = stackalloc ushort[Group];
            while (pixels.Length - processed >= Group)
            {
                var groups = Math.Min(MaxGroups, (pixels.Length - processed) / Group);
                AddGroups(pixels.Slice(processed, groups * Group), lanes);
                for (var lane = 0; lane < Group; lane++) totals[lane % 3] += lanes[lane];
                processed += groups * Group;
            }
        }

        for (; processed < pixels.Length; processed++) totals[processed % 3] += pixels[processed];
        return (totals[0], totals[1], totals[2]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddGroups(ReadOnlySpan<byte> pixels, Span<ushort> lanes)
    {
        Vector256<ushort> a = default, b = default, c = default, d = default, e = default, f = default;
        ref var first = ref MemoryMarshal.GetReference(pixels);
        for (nuint offset = 0; offset < (nuint)pixels.Length; offset += 96)
        {
            a += LoadWidened(ref first, offset);
            b += LoadWidened(ref first, offset + 16);
            c += LoadWidened(ref first, offset + 32);
            d += LoadWidened(ref first, offset + 48);
            e += LoadWidened(ref first, offset + 64);
            f += LoadWidened(ref first, offset + 80);
        }

        a.CopyTo(lanes);
        b.CopyTo(lanes[16..]);
        c.CopyTo(lanes[32..]);
        d.CopyTo(lanes[48..]);
        e.CopyTo(lanes[64..]);
        f.CopyTo(lanes[80..]);
    }

    private static Vector256<ushort> LoadWidened(ref byte first, nuint offset)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref first, offset));
        return Vector256.Create(low, high);
    }
}
