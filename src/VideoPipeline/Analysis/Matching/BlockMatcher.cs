using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoPipeline.Analysis.Matching;

/// <summary>
/// Finds for each block of 8×6 samples of a <see cref="MatchImage"/> where it lay in the picture before: all shifts of up to
/// six samples in each direction are tried (a tenth of the picture across), the samples of all three planes taken together,
/// beyond the edge the nearest of the edge. That is full-search block matching as video coders estimate motion by it (ISO/IEC
/// 11172-2, annex D.6.2). All in integers.
/// </summary>
/// <remarks>Not for several threads at once: the memory is made once.</remarks>
internal sealed class BlockMatcher
{
    /// <summary>Blocks in a row of blocks.</summary>
    public const int Columns = MatchImage.Width / BlockWidth;

    /// <summary>Rows of blocks.</summary>
    public const int Rows = MatchImage.Height / BlockHeight;

    /// <summary>Samples in a row of a block.</summary>
    public const int BlockWidth = 8;

    /// <summary>Rows of a block.</summary>
    public const int BlockHeight = 6;

    private const int Radius = 6;
    private const int Side = (2 * Radius) + 1;
    private const int PaddedWidth = MatchImage.Width + (2 * Radius);
    private const int PaddedHeight = MatchImage.Height + (2 * Radius);

    /// <summary>
    /// A shift to either side must fit worse by this much, one level for each sample of a plane, before the place is believed: a
    /// bare wall fits everywhere.
    /// </summary>
    private const int ClearlyWorse = BlockWidth * BlockHeight;

    // Nearest first, so that of shifts that fit alike the smallest is taken.
    private static readonly (int X, int Y)[] s_shifts =
    [
        .. from y in Enumerable.Range(-Radius, Side)
           from x in Enumerable.Range(-Radius, Side)
           orderby (x * x) + (y * y), y, x
           select (x, y),
    ];

    private static readonly int[] s_shiftAt = ShiftsByPlace();

    private readonly byte[] _padded = new byte[MatchImage.Planes * PaddedWidth * PaddedHeight];
    private readonly int[] _differences = new int[Columns * Rows * s_shifts.Length];
    private readonly int[] _best = new int[Columns * Rows];
    private readonly int[] _least = new int[Columns * Rows];
    private readonly double[] _biases = new double[2 * Columns * Rows];
    private readonly BlockMatch[] _matches = new BlockMatch[Columns * Rows];

    /// <summary>Matches the blocks of a picture, row by row; the result holds until the next call.</summary>
    /// <param name="previous">The picture before.</param>
    /// <param name="current">The picture.</param>
    public ReadOnlySpan<BlockMatch> Match(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> current)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(previous.Length, MatchImage.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(current.Length, MatchImage.Length);
        FindBiases(current);
        Pad(previous);
        Array.Fill(_least, int.MaxValue);
        for (var shift = 0; shift < s_shifts.Length; shift++)
        {
            Compare(current, shift);
            KeepBest(shift);
        }

        for (var block = 0; block < _matches.Length; block++) _matches[block] = Best(block);
        return _matches;
    }

    /// <summary>
    /// A block's own structure draws its place to one side. By how much is told by the picture matched with itself, which lay where
    /// it is; without this, a still picture would seem to creep.
    /// </summary>
    private void FindBiases(ReadOnlySpan<byte> current)
    {
        Pad(current);
        foreach (var (x, y) in ((int X, int Y)[])[(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1)]) Compare(current, ShiftAt(x, y));
        for (var block = 0; block < _matches.Length; block++)
        {
            _biases[2 * block] = Place(0, 0, Beside(block, -1, 0), Beside(block, 1, 0)) ?? 0;
            _biases[(2 * block) + 1] = Place(0, 0, Beside(block, 0, -1), Beside(block, 0, 1)) ?? 0;
        }
    }

    private void Pad(ReadOnlySpan<byte> picture)
    {
        for (var plane = 0; plane < MatchImage.Planes; plane++)
        {
            for (var y = 0; y < PaddedHeight; y++)
            {
                var row = picture.Slice(
                    (plane * MatchImage.Area) + (Math.Clamp(y - Radius, 0, MatchImage.Height - 1) * MatchImage.Width), MatchImage.Width);
                var target = _padded.AsSpan(((plane * PaddedHeight) + y) * PaddedWidth, PaddedWidth);
                target[..Radius].Fill(row[0]);
                row.CopyTo(target[Radius..]);
                target[^Radius..].Fill(row[^1]);
            }
        }
    }

    /// <summary>Sets the differences of all blocks for one shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compare(ReadOnlySpan<byte> current, int shift)
    {
        var (x, y) = s_shifts[shift];
        var differences = _differences.AsSpan(shift * _matches.Length, _matches.Length);
        ref var now = ref MemoryMarshal.GetReference(current);
        ref var before = ref _padded[((Radius + y) * PaddedWidth) + Radius + x];
        for (var row = 0; row < Rows; row++)
        {
            var target = differences.Slice(row * Columns, Columns);
            var (at, there) = (row * BlockHeight * MatchImage.Width, row * BlockHeight * PaddedWidth);
            if (Avx2.IsSupported) CompareRow(ref Unsafe.Add(ref now, at), ref Unsafe.Add(ref before, there), target);
            else CompareRowPlainly(ref Unsafe.Add(ref now, at), ref Unsafe.Add(ref before, there), target);
        }
    }

    /// <summary>One row of blocks: a vector of 32 samples is a row of four blocks, whose differences come out as four sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CompareRow(ref byte now, ref byte before, Span<int> differences)
    {
        Vector256<long> left = default, right = default;
        for (var plane = 0; plane < MatchImage.Planes; plane++)
        {
            for (var y = 0; y < BlockHeight; y++)
            {
                var at = (nuint)((plane * MatchImage.Area) + (y * MatchImage.Width));
                var there = (nuint)(((plane * PaddedHeight) + y) * PaddedWidth);
                left += Avx2.SumAbsoluteDifferences(
                    Vector256.LoadUnsafe(ref now, at), Vector256.LoadUnsafe(ref before, there)).AsInt64();
                right += Avx2.SumAbsoluteDifferences(
                    Vector256.LoadUnsafe(ref now, at + 32), Vector256.LoadUnsafe(ref before, there + 32)).AsInt64();
            }
        }

        Vector256.Narrow(left, right).CopyTo(differences);
    }

    private static void CompareRowPlainly(ref byte now, ref byte before, Span<int> differences)
    {
        differences.Clear();
        for (var plane = 0; plane < MatchImage.Planes; plane++)
        {
            for (var y = 0; y < BlockHeight; y++)
            {
                for (var x = 0; x < MatchImage.Width; x++)
                {
                    var sample = Unsafe.Add(ref now, (plane * MatchImage.Area) + (y * MatchImage.Width) + x);
                    var other = Unsafe.Add(ref before, (((plane * PaddedHeight) + y) * PaddedWidth) + x);
                    differences[x / BlockWidth] += Math.Abs(sample - other);
                }
            }
        }
    }

    /// <summary>Keeps for each block the first shift with the least difference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void KeepBest(int shift)
    {
        for (var block = 0; block < _least.Length; block += Vector256<int>.Count)
        {
            var differences = Vector256.LoadUnsafe(ref _differences[(shift * _least.Length) + block]);
            ref var least = ref _least[block];
            ref var best = ref _best[block];
            var less = Vector256.LessThan(differences, Vector256.LoadUnsafe(ref least));
            Vector256.ConditionalSelect(less, differences, Vector256.LoadUnsafe(ref least)).StoreUnsafe(ref least);
            Vector256.ConditionalSelect(less, Vector256.Create(shift), Vector256.LoadUnsafe(ref best)).StoreUnsafe(ref best);
        }
    }

    private BlockMatch Best(int block)
    {
        var (x, y) = s_shifts[_best[block]];
        var least = _least[block];
        return new(
            least,
            Place(x, least, Beside(block, x - 1, y), Beside(block, x + 1, y)) - _biases[2 * block],
            Place(y, least, Beside(block, x, y - 1), Beside(block, x, y + 1)) - _biases[(2 * block) + 1]);
    }

    /// <summary>The difference of a block at a shift; null for one that was not tried.</summary>
    private int? Beside(int block, int x, int y) =>
        Math.Max(Math.Abs(x), Math.Abs(y)) > Radius ? null : Difference(ShiftAt(x, y), block);

    /// <summary>
    /// The place between samples where two lines of the same slope meet, one through the least difference and the larger of its
    /// neighbours, one through the smaller: sums of absolute differences rise like that and not like a parabola (M. Shimizu and
    /// M. Okutomi, "Precise sub-pixel estimation on area-based matching", ICCV 2001).
    /// </summary>
    private static double? Place(int shift, int least, int? before, int? after)
    {
        if (before is not { } low || after is not { } high) return null;
        var slope = Math.Max(low, high) - least;
        return slope < ClearlyWorse ? null : shift + ((low - high) / (2.0 * slope));
    }

    private int Difference(int shift, int block) => _differences[(shift * _matches.Length) + block];

    private static int ShiftAt(int x, int y) => s_shiftAt[((y + Radius) * Side) + x + Radius];

    private static int[] ShiftsByPlace()
    {
        var places = new int[Side * Side];
        for (var shift = 0; shift < s_shifts.Length; shift++)
            places[((s_shifts[shift].Y + Radius) * Side) + s_shifts[shift].X + Radius] = shift;
        return places;
    }
}
