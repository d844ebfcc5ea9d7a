using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Analyzers;

/// <summary>
/// <c>dhash</c> (uint64, n): the difference hash. Luma at analysis size is area averaged to 9×8 samples. The bits, from
/// the most significant and row by row, are 1 where a sample is brighter than its left neighbor. Krawetz, <i>Kind of like
/// that</i>, hackerfactor.com, 2013, with the comparison of <c>imagehash.dhash</c> in Python.
/// </summary>
internal sealed class DifferenceHash : IFrameAnalyzer
{
    internal const int Columns = 9;
    internal const int Rows = 8;

    private readonly ColumnBuilder<ulong> _hashes = new("dhash");
    private readonly byte[] _samples = new byte[Columns * Rows];
    private AreaReduction? _reduction;

    /// <inheritdoc/>
    public void Add(in FrameView frame, AnalysisFrame shared)
    {
        _reduction ??= new(shared.Size.Width, shared.Size.Height, Columns, Rows);
        _reduction.Reduce(shared.Scaled.Luma, _samples);
        _hashes.Add(Compute(_samples));
    }

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() => [_hashes.ToArray()];

    /// <summary>Computes the hash of an image of 9×8 luma samples, rows without padding.</summary>
    public static ulong Compute(ReadOnlySpan<byte> samples)
    {
        var hash = 0UL;
        for (var y = 0; y < Rows; y++)
            for (var x = 1; x < Columns; x++)
                hash = (hash << 1) | (samples[(y * Columns) + x] > samples[(y * Columns) + x - 1] ? 1UL : 0);
        return hash;
    }
}
