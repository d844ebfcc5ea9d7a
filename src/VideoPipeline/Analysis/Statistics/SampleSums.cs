using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoPipeline.Analysis.Statistics;

/// <summary>Sums over 8-bit samples, in integers: exact, whatever the order in which a machine adds.</summary>
/// <remarks>
/// Loops over samples, here and elsewhere in the analysis, are compiled with AggressiveOptimization: a worker may see a
/// hundred frames only, which the tiered compiler would spend in unoptimised code.
/// </remarks>
public static class SampleSums
{
    /// <summary>The sum of all samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Of(ReadOnlySpan<byte> samples)
    {
        var (total, done) = (0L, 0);
        if (Avx2.IsSupported)
        {
            var sums = Vector256<long>.Zero;
            ref var first = ref MemoryMarshal.GetReference(samples);
            for (; done <= samples.Length - Vector256<byte>.Count; done += Vector256<byte>.Count)
            {
                var fourSums = Avx2.SumAbsoluteDifferences(Vector256.LoadUnsafe(ref first, (nuint)done), default);
                sums += fourSums.AsInt64();
            }

            total = Vector256.Sum(sums);
        }

        foreach (var sample in samples[done..]) total += sample;
        return total;
    }

    /// <summary>The sum of the absolute differences of samples at the same place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long OfAbsoluteDifferences(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException(
                $"Pictures of {left.Length} and {right.Length} samples cannot be compared.", nameof(right));
        }

        var (total, done) = (0L, 0);
        if (Avx2.IsSupported)
        {
            var sums = Vector256<long>.Zero;
            ref var a = ref MemoryMarshal.GetReference(left);
            ref var b = ref MemoryMarshal.GetReference(right);
            for (; done <= left.Length - Vector256<byte>.Count; done += Vector256<byte>.Count)
            {
                var (one, other) = (Vector256.LoadUnsafe(ref a, (nuint)done), Vector256.LoadUnsafe(ref b, (nuint)done));
                sums += Avx2.SumAbsoluteDifferences(one, other).AsInt64();
            }

            total = Vector256.Sum(sums);
        }

        for (; done < left.Length; done++) total += Math.Abs(left[done] - right[done]);
        return total;
    }

    /// <summary>The sums of the first, second and third channel of packed pixels.</summary>
    public static (long First, long Second, long Third) OfChannels(ReadOnlySpan<byte> pixels)
    {
        Span<long> totals = stackalloc long[3];
        var done = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            // 32 pixels are 96 samples, six vectors of 16: each lane then belongs to one channel, and takes 257 samples
            // of at most 255 before it must be emptied.
            const int Group = 96, MostGroups = 257;
            Span<ushort> lanes = stackalloc ushort[Group];
            while (pixels.Length - done >= Group)
            {
                var groups = Math.Min(MostGroups, (pixels.Length - done) / Group);
                AddGroups(pixels.Slice(done, groups * Group), lanes);
                for (var lane = 0; lane < Group; lane++) totals[lane % 3] += lanes[lane];
                done += groups * Group;
            }
        }

        for (; done < pixels.Length; done++) totals[done % 3] += pixels[done];
        return (totals[0], totals[1], totals[2]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddGroups(ReadOnlySpan<byte> pixels, Span<ushort> lanes)
    {
        Vector256<ushort> a = default, b = default, c = default, d = default, e = default, f = default;
        ref var first = ref MemoryMarshal.GetReference(pixels);
        for (nuint at = 0; at < (nuint)pixels.Length; at += 96)
        {
            a += Widened(ref first, at);
            b += Widened(ref first, at + 16);
            c += Widened(ref first, at + 32);
            d += Widened(ref first, at + 48);
            e += Widened(ref first, at + 64);
            f += Widened(ref first, at + 80);
        }

        a.CopyTo(lanes);
        b.CopyTo(lanes[16..]);
        c.CopyTo(lanes[32..]);
        d.CopyTo(lanes[48..]);
        e.CopyTo(lanes[64..]);
        f.CopyTo(lanes[80..]);
    }

    private static Vector256<ushort> Widened(ref byte first, nuint at)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref first, at));
        return Vector256.Create(low, high);
    }
}
