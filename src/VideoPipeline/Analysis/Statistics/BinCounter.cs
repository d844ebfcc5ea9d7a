using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoPipeline.Analysis.Statistics;

/// <summary>
/// Counts the samples in each of 32 bins of eight values with AVX-512, independently of the values: a table of counters, one per
/// value, waits for itself where consecutive samples are equal.
/// </summary>
/// <remarks>
/// For eight bins at a time, each sample becomes a byte in which at most one bit is set, that of its bin. The bits at each
/// position are counted in parallel: carry-save adders reduce 16 vectors to one of weight 16, whose bits are counted.
/// M. Klarqvist, W. Muła and D. Lemire, "Efficient computation of positional population counts using SIMD instructions",
/// Concurrency and Computation: Practice and Experience, 2021.
/// </remarks>
internal static class BinCounter
{
    /// <summary>The number of samples must be a multiple of this: 16 vectors.</summary>
    public const int Step = 16 * 64;

    private const int Groups = 4, BinsPerGroup = 8;

    /// <summary>Whether the processor has the instructions.</summary>
    public static bool IsSupported => Avx512BW.IsSupported && Avx512Vbmi.IsSupported;

    /// <summary>Adds the counts of some samples to <paramref name="bins"/>.</summary>
    /// <param name="samples">A multiple of <see cref="Step"/> samples, at most 2²⁰.</param>
    /// <param name="bins">The counts of the values 0–7, 8–15, ….</param>
    public static void Count(ReadOnlySpan<byte> samples, Span<uint> bins)
    {
        for (var group = 0; group < Groups; group++)
            CountGroup(samples, OneHot(group), bins.Slice(group * BinsPerGroup, BinsPerGroup));
    }

    /// <summary>
    /// Returns the table of a group: the bit of each bin, by number; 0 for the bins of other groups. It is repeated, because the
    /// instruction reads six bits of an index, and the sixth is not of the sample.
    /// </summary>
    private static Vector512<byte> OneHot(int group)
    {
        Span<byte> table = stackalloc byte[Vector512<byte>.Count];
        for (var bin = 0; bin < BinsPerGroup; bin++)
        {
            var entry = (group * BinsPerGroup) + bin;
            table[entry] = table[entry + (Groups * BinsPerGroup)] = (byte)(1 << bin);
        }

        return Vector512.Create<byte>(table);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CountGroup(ReadOnlySpan<byte> samples, Vector512<byte> table, Span<uint> bins)
    {
        ref var first = ref MemoryMarshal.GetReference(samples);
        Vector512<byte> ones = default, twos = default, fours = default, eights = default;
        for (nuint offset = 0; offset < (nuint)samples.Length; offset += Step)
        {
            var fourA = AddFour(ref first, offset, table, ref ones, ref twos);
            var fourB = AddFour(ref first, offset + 256, table, ref ones, ref twos);
            var eightA = Add(ref fours, fourA, fourB);
            fourA = AddFour(ref first, offset + 512, table, ref ones, ref twos);
            fourB = AddFour(ref first, offset + 768, table, ref ones, ref twos);
            var eightB = Add(ref fours, fourA, fourB);
            CountBits(Add(ref eights, eightA, eightB), 16, bins);
        }

        CountBits(ones, 1, bins);
        CountBits(twos, 2, bins);
        CountBits(fours, 4, bins);
        CountBits(eights, 8, bins);
    }

    /// <summary>Adds four vectors, and returns the bits of weight 4 that are carried.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> AddFour(
        ref byte first, nuint offset, Vector512<byte> table, ref Vector512<byte> ones, ref Vector512<byte> twos)
    {
        var twoA = Add(ref ones, Load(ref first, offset, table), Load(ref first, offset + 64, table));
        var twoB = Add(ref ones, Load(ref first, offset + 128, table), Load(ref first, offset + 192, table));
        return Add(ref twos, twoA, twoB);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Load(ref byte first, nuint offset, Vector512<byte> table)
    {
        var bins = Vector512.ShiftRightLogical(Vector512.LoadUnsafe(ref first, offset).AsUInt16(), 3).AsByte();
        return Avx512Vbmi.PermuteVar64x8(table, bins);
    }

    /// <summary>A carry-save adder: adds two bits to each bit of a sum, and returns the carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Add(ref Vector512<byte> sum, Vector512<byte> a, Vector512<byte> b)
    {
        const byte Majority = 0xE8, Parity = 0x96;
        var carry = Avx512F.TernaryLogic(sum, a, b, Majority);
        sum = Avx512F.TernaryLogic(sum, a, b, Parity);
        return carry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CountBits(Vector512<byte> vector, uint weight, Span<uint> bins)
    {
        ref var bin = ref MemoryMarshal.GetReference(bins);
        for (var bit = 0; bit < BinsPerGroup; bit++)
        {
            // The bit becomes the most significant of its byte; what else is shifted is not read.
            var bits = Vector512.ShiftLeft(vector.AsUInt16(), BinsPerGroup - 1 - bit).AsByte().ExtractMostSignificantBits();
            Unsafe.Add(ref bin, bit) += weight * (uint)BitOperations.PopCount(bits);
        }
    }
}
