using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Analyzers;

/// <summary>
/// <c>phash</c> (uint64, n): the DCT hash, a 64-bit perceptual hash; near-duplicates differ in only a few bits. Luma at
/// analysis size is area averaged to 32×32 samples. Of its two-dimensional DCT-II, the 8×8 lowest frequencies are kept,
/// including DC. The bits, from the most significant and by rows of equal vertical frequency, are 1 where a coefficient is
/// above the median of the 64 (the mean of the two middle values).
/// </summary>
/// <remarks>
/// Zauner, <i>Implementation and benchmarking of perceptual image hash functions</i>, 2010, section 3.2.1, in the variant of
/// <c>imagehash.phash</c> in Python. The cosines are rounded to multiples of 2⁻¹³, so that the computation is in integers and
/// the bits do not depend on the machine.
/// </remarks>
internal sealed class PerceptualHash : IFrameAnalyzer
{
    internal const int Side = 32;
    private const int Frequencies = 8;
    private const double Scale = 1 << 13;

    /// <summary>The scaled cosines cos((2x + 1)·u·π / 64), one row per frequency u.</summary>
    private static readonly int[] s_cosines =
    [
        .. from u in Enumerable.Range(0, Frequencies)
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
        _reduction.Reduce(shared.Scaled.Luma, _samples);
        _hashes.Add(Compute(_samples));
    }

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() => [_hashes.ToArray()];

    /// <summary>Computes the hash of an image of 32×32 luma samples, rows without padding.</summary>
    public static ulong Compute(ReadOnlySpan<byte> samples)
    {
        Span<long> rows = stackalloc long[Side * Frequencies];
        for (var y = 0; y < Side; y++)
            for (var u = 0; u < Frequencies; u++)
                rows[(y * Frequencies) + u] = DotProduct(s_cosines.AsSpan(u * Side, Side), samples.Slice(y * Side, Side));

        Span<long> coefficients = stackalloc long[Frequencies * Frequencies];
        for (var v = 0; v < Frequencies; v++)
            for (var y = 0; y < Side; y++)
                for (var u = 0; u < Frequencies; u++)
                    coefficients[(v * Frequencies) + u] += s_cosines[(v * Side) + y] * rows[(y * Frequencies) + u];

        Span<long> sorted = stackalloc long[coefficients.Length];
        coefficients.CopyTo(sorted);
        sorted.Sort();
        var twiceMedian = sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2];
        var hash = 0UL;
        foreach (var coefficient in coefficients) hash = (hash << 1) | (2 * coefficient > twiceMedian ? 1UL : 0);
        return hash;
    }

    private static long DotProduct(ReadOnlySpan<int> cosines, ReadOnlySpan<byte> samples)
    {
        var sum = 0;
        for (var x = 0; x < cosines.Length; x++) sum += cosines[x] * samples[x];
        return sum;
    }
}
