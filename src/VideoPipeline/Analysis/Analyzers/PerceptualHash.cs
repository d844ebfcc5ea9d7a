using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Analyzers;

/// <summary>
/// <c>phash</c> (uint64, n): a 64-bit hash that near-duplicates share but for a few bits. Luma at analysis size is area
/// averaged to 32×32; of its two-dimensional DCT-II the 8×8 lowest frequencies are kept, the constant one too; bit by
/// bit from the highest, row by row (vertical frequency by vertical frequency), a 1 says that a coefficient is above
/// the median of the 64 (the mean of the two in the middle).
/// </summary>
/// <remarks>
/// Zauner, <i>Implementation and benchmarking of perceptual image hash functions</i>, 2010, section 3.2.1, in the form
/// of Python's <c>imagehash.phash</c>. The cosines are rounded to 2⁻¹³, so that all is computed in integers and a bit
/// cannot depend on the machine.
/// </remarks>
public sealed class PerceptualHash : IFrameAnalyzer
{
    internal const int Side = 32;
    private const int Kept = 8;
    private const double Scale = 1 << 13;

    /// <summary>Scaled cosines, frequency by frequency: cos((2x + 1)·u·π / 64).</summary>
    private static readonly int[] s_cosines =
    [
        .. from u in Enumerable.Range(0, Kept)
           from x in Enumerable.Range(0, Side)
           select (int)Math.Round(Scale * Math.Cos(((2 * x) + 1) * u * Math.PI / (2 * Side))),
    ];

    private readonly ColumnBuilder<ulong> _hashes = new("phash");
    private readonly byte[] _samples = new byte[Side * Side];
    private AreaReduction? _reduction;

    /// <inheritdoc/>
    public void Add(in FrameView frame, AnalysisFrame shared)
    {
        _reduction ??= new(shared.Size.Width, shared.Size.Height, Side, Side);
        _reduction.Reduce(shared.Small.Luma, _samples);
        _hashes.Add(Of(_samples));
    }

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() => [_hashes.ToArray()];

    /// <summary>The hash of a picture of 32×32 samples of luma, rows without gaps.</summary>
    public static ulong Of(ReadOnlySpan<byte> samples)
    {
        Span<long> rows = stackalloc long[Side * Kept];
        for (var y = 0; y < Side; y++)
            for (var u = 0; u < Kept; u++)
                rows[(y * Kept) + u] = Product(s_cosines.AsSpan(u * Side, Side), samples.Slice(y * Side, Side));

        Span<long> coefficients = stackalloc long[Kept * Kept];
        for (var v = 0; v < Kept; v++)
            for (var y = 0; y < Side; y++)
                for (var u = 0; u < Kept; u++)
                    coefficients[(v * Kept) + u] += s_cosines[(v * Side) + y] * rows[(y * Kept) + u];

        Span<long> sorted = stackalloc long[coefficients.Length];
        coefficients.CopyTo(sorted);
        sorted.Sort();
        var twiceMedian = sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2];
        var hash = 0UL;
        foreach (var coefficient in coefficients) hash = (hash << 1) | (2 * coefficient > twiceMedian ? 1UL : 0);
        return hash;
    }

    private static long Product(ReadOnlySpan<int> cosines, ReadOnlySpan<byte> samples)
    {
        var sum = 0;
        for (var x = 0; x < cosines.Length; x++) sum += cosines[x] * samples[x];
        return sum;
    }
}
