using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoPipeline.Analysis.Matching;

/// <summary>
/// Finds the displacement of each block of 8×6 samples of a <see cref="MatchImage"/> relative to the previous image by
/// full-search block matching, as in motion estimation of video encoders (ISO/IEC 11172-2, annex D.6.2). The search range is ±6
/// samples (a tenth of the width), the criterion is the sum of absolute differences (SAD) over all three planes, and edge
/// samples are replicated beyond the image. All sums are integers.
/// </summary>
/// <remarks>Not thread-safe: the buffers are reused.</remarks>
internal sealed class BlockMatcher
{
    /// <summary>The number of blocks per row.</summary>
    public const int Columns = MatchImage.Width / BlockWidth;

    /// <summary>The number of rows of blocks.</summary>
    public const int Rows = MatchImage.Height / BlockHeight;

    /// <summary>The width of a block in samples.</summary>
    public const int BlockWidth = 8;

    /// <summary>The height of a block in samples.</summary>
    public const int BlockHeight = 6;

    private const int Radius = 6;
    private const int Side = (2 * Radius) + 1;
    private const int PaddedWidth = MatchImage.Width + (2 * Radius);
    private const int PaddedHeight = MatchImage.Height + (2 * Radius);

    /// <summary>
    /// The minimum by which the SAD one sample to either side must exceed the best SAD for the displacement to count, one level
    /// per sample of a plane. Uniform areas match at every displacement.
    /// </summary>
    private const int MinSlope = BlockWidth * BlockHeight;

    // In order of distance, so that the smallest of equally good displacements wins.
    private static readonly (int X, int Y)[] s_shifts =
    [
        .. from y in Enumerable.Range(-Radius, Side)
           from x in Enumerable.Range(-Radius, Side)
           orderby (x * x) + (y * y), y, x
           select (x, y),
    ];

    private static readonly int[] s_shiftIndices = CreateShiftIndices();

    private readonly byte[] _padded = new byte[MatchImage.Planes * PaddedWidth * PaddedHeight];
    private readonly int[] _sads = new int[Columns * Rows * s_shifts.Length];
    private readonly int[] _bestShifts = new int[Columns * Rows];
    private readonly int[] _minSads = new int[Columns * Rows];
    private readonly double[] _biases = new double[2 * Columns * Rows];
    private readonly BlockMatch[] _matches = new BlockMatch[Columns * Rows];

    /// <summary>Matches the blocks of an image. The result is in row order and valid until the next call.</summary>
    /// <param name="previous">The previous image.</param>
    /// <param name="current">The image.</param>
    public ReadOnlySpan<BlockMatch> Match(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> current)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(previous.Length, MatchImage.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(current.Length, MatchImage.Length);
        ComputeBiases(current);
        Pad(previous);
        Array.Fill(_minSads, int.MaxValue);
        for (var shift = 0; shift < s_shifts.Length; shift++)
        {
            Compare(current, shift);
            UpdateBest(shift);
        }

        for (var block = 0; block < _matches.Length; block++) _matches[block] = Best(block);
        return _matches;
    }

    /// <summary>
    /// Computes the bias of the subsample estimate, which depends on the structure of each block, by matching the image with
    /// itself, where the true displacement is 0. Without the correction, a static image would appear to drift.
    /// </summary>
    private void ComputeBiases(ReadOnlySpan<byte> current)
    {
        Pad(current);
        Compare(current, ShiftIndex(0, 0));
        foreach (var distance in (ReadOnlySpan<int>)[-1, 1])
        {
            Compare(current, ShiftIndex(distance, 0));
            Compare(current, ShiftIndex(0, distance));
        }

        for (var block = 0; block < _matches.Length; block++)
        {
            _biases[2 * block] = Interpolate(0, 0, SadAt(block, -1, 0), SadAt(block, 1, 0)) ?? 0;
            _biases[(2 * block) + 1] = Interpolate(0, 0, SadAt(block, 0, -1), SadAt(block, 0, 1)) ?? 0;
        }
    }

    private void Pad(ReadOnlySpan<byte> image)
    {
        for (var plane = 0; plane < MatchImage.Planes; plane++)
        {
            for (var y = 0; y < PaddedHeight; y++)
            {
                var row = image.Slice(
                    (plane * MatchImage.Area) + (Math.Clamp(y - Radius, 0, MatchImage.Height - 1) * MatchImage.Width),
                    MatchImage.Width);
                var target = _padded.AsSpan(((plane * PaddedHeight) + y) * PaddedWidth, PaddedWidth);
                target[..Radius].Fill(row[0]);
                row.CopyTo(target[Radius..]);
                target[^Radius..].Fill(row[^1]);
            }
        }
    }

    /// <summary>Computes the SADs of all blocks for one displacement.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compare(ReadOnlySpan<byte> current, int shift)
    {
        var (x, y) = s_shifts[shift];
        var sads = _sads.AsSpan(shift * _matches.Length, _matches.Length);
        ref var currentFirst = ref MemoryMarshal.GetReference(current);
        ref var paddedFirst = ref _padded[((Radius + y) * PaddedWidth) + Radius + x];
        for (var row = 0; row < Rows; row++)
        {
            var target = sads.Slice(row * Columns, Columns);
            var (offset, paddedOffset) = (row * BlockHeight * MatchImage.Width, row * BlockHeight * PaddedWidth);
            if (Avx2.IsSupported)
                CompareRow(ref Unsafe.Add(ref currentFirst, offset), ref Unsafe.Add(ref paddedFirst, paddedOffset), target);
            else
                CompareRowScalar(ref Unsafe.Add(ref currentFirst, offset), ref Unsafe.Add(ref paddedFirst, paddedOffset), target);
        }
    }

    /// <summary>
    /// Computes the SADs of one row of blocks. A vector of 32 samples spans four blocks; the instruction returns one sum for
    /// each.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CompareRow(ref byte current, ref byte padded, Span<int> sads)
    {
        Vector256<long> left = default, right = default;
        for (var plane = 0; plane < MatchImage.Planes; plane++)
        {
            for (var y = 0; y < BlockHeight; y++)
            {
                var offset = (nuint)((plane * MatchImage.Area) + (y * MatchImage.Width));
                var paddedOffset = (nuint)(((plane * PaddedHeight) + y) * PaddedWidth);
                left += Avx2.SumAbsoluteDifferences(
                    Vector256.LoadUnsafe(ref current, offset), Vector256.LoadUnsafe(ref padded, paddedOffset)).AsInt64();
                right += Avx2.SumAbsoluteDifferences(
                    Vector256.LoadUnsafe(ref current, offset + 32),
                    Vector256.LoadUnsafe(ref padded, paddedOffset + 32)).AsInt64();
            }
        }

        Vector256.Narrow(left, right).CopyTo(sads);
    }

    private static void CompareRowScalar(ref byte current, ref byte padded, Span<int> sads)
    {
        sads.Clear();
        for (var plane = 0; plane < MatchImage.Planes; plane++)
        {
            for (var y = 0; y < BlockHeight; y++)
            {
                for (var x = 0; x < MatchImage.Width; x++)
                {
                    var sample = Unsafe.Add(ref current, (plane * MatchImage.Area) + (y * MatchImage.Width) + x);
                    var other = Unsafe.Add(ref padded, (((plane * PaddedHeight) + y) * PaddedWidth) + x);
                    sads[x / BlockWidth] += Math.Abs(sample - other);
                }
            }
        }
    }

    /// <summary>Updates the minimum SAD and its displacement for each block. The first of equal minima wins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void UpdateBest(int shift)
    {
        for (var block = 0; block < _minSads.Length; block += Vector256<int>.Count)
        {
            var sads = Vector256.LoadUnsafe(ref _sads[(shift * _minSads.Length) + block]);
            ref var minSads = ref _minSads[block];
            ref var bestShifts = ref _bestShifts[block];
            var less = Vector256.LessThan(sads, Vector256.LoadUnsafe(ref minSads));
            Vector256.ConditionalSelect(less, sads, Vector256.LoadUnsafe(ref minSads)).StoreUnsafe(ref minSads);
            Vector256.ConditionalSelect(less, Vector256.Create(shift), Vector256.LoadUnsafe(ref bestShifts))
                .StoreUnsafe(ref bestShifts);
        }
    }

    private BlockMatch Best(int block)
    {
        var (x, y) = s_shifts[_bestShifts[block]];
        var minSad = _minSads[block];
        return new(
            minSad,
            Interpolate(x, minSad, SadAt(block, x - 1, y), SadAt(block, x + 1, y)) - _biases[2 * block],
            Interpolate(y, minSad, SadAt(block, x, y - 1), SadAt(block, x, y + 1)) - _biases[(2 * block) + 1]);
    }

    /// <summary>Returns the SAD of a block at a displacement; null outside the search range.</summary>
    private int? SadAt(int block, int x, int y) =>
        Math.Max(Math.Abs(x), Math.Abs(y)) > Radius ? null : Sad(ShiftIndex(x, y), block);

    /// <summary>
    /// Interpolates the minimum between samples by equiangular line fitting: two lines of opposite slope, one through the
    /// minimum SAD and the larger of its neighbors, one through the smaller, intersect there. This fits SADs better than a
    /// parabola (M. Shimizu and M. Okutomi, "Precise sub-pixel estimation on area-based matching", ICCV 2001).
    /// </summary>
    private static double? Interpolate(int shift, int minSad, int? before, int? after)
    {
        if (before is not { } low || after is not { } high) return null;
        var slope = Math.Max(low, high) - minSad;
        return slope < MinSlope ? null : shift + ((low - high) / (2.0 * slope));
    }

    private int Sad(int shift, int block) => _sads[(shift * _matches.Length) + block];

    private static int ShiftIndex(int x, int y) => s_shiftIndices[((y + Radius) * Side) + x + Radius];

    private static int[] CreateShiftIndices()
    {
        var indices = new int[Side * Side];
        for (var shift = 0; shift < s_shifts.Length; shift++)
            indices[((s_shifts[shift].Y + Radius) * Side) + s_shifts[shift].X + Radius] = shift;
        return indices;
    }
}
