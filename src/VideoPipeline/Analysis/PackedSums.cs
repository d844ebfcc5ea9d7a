using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace VideoPipeline.Analysis;

/// <summary>
/// Stores sums of 8-bit samples over a number of frames in the fewest bits that hold any such sum, without gaps, the least
/// significant bit first: 16 bits for up to 257 frames, 20 for up to 4,112.
/// </summary>
internal static class PackedSums
{
    /// <summary>The bits of a word in which a sum begins at any bit of the first byte.</summary>
    private const int MaxBits = 57;

    /// <summary>Returns the number of bits of the sum of samples of this many frames.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of frames is negative, or the sums exceed 57 bits.</exception>
    public static int BitsFor(long frames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frames);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frames, (1L << MaxBits) / byte.MaxValue);
        return 64 - BitOperations.LeadingZeroCount((ulong)frames * byte.MaxValue);
    }

    /// <summary>Packs the sums over this many frames; empty for no frames.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static byte[] Pack(ReadOnlySpan<ulong> sums, long frames)
    {
        var bits = BitsFor(frames);
        var packed = new byte[(((long)sums.Length * bits) + 7) / 8];
        var (pending, pendingBits, at) = (0UL, 0, 0);
        foreach (var sum in sums)
        {
            pending |= sum << pendingBits;
            for (pendingBits += bits; pendingBits >= 8; pendingBits -= 8)
            {
                packed[at++] = (byte)pending;
                pending >>= 8;
            }
        }

        if (pendingBits > 0) packed[at] = (byte)pending;
        return packed;
    }

    /// <summary>Adds each of the sums that <see cref="Pack"/> packed to one of <paramref name="totals"/>.</summary>
    /// <param name="packed">The packed sums, as many as <paramref name="totals"/>.</param>
    /// <param name="frames">The number of frames of the packed sums.</param>
    /// <param name="totals">The totals.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddTo(Span<ulong> totals, ReadOnlySpan<byte> packed, long frames)
    {
        var bits = BitsFor(frames);
        var mask = (1UL << bits) - 1;
        var position = 0L;
        foreach (ref var total in totals)
        {
            var word = ReadWord(packed[(int)(position >> 3)..]);
            total += (word >> (int)(position & 7)) & mask;
            position += bits;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ReadWord(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= sizeof(ulong)) return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var word = 0UL;
        for (var i = 0; i < bytes.Length; i++) word |= (ulong)bytes[i] << (8 * i);
        return word;
    }
}
