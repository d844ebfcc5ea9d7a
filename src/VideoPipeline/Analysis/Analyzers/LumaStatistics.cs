using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Statistics;
using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Analyzers;

/// <summary>
/// Statistics of the full-size luma: <c>luma_mean</c> and <c>luma_std</c> (float64, n; population standard deviation),
/// <c>luma_min</c> and <c>luma_max</c> (uint8, n), <c>luma_hist</c> (uint32, n×32: counts of the values 0–7, 8–15, …). All
/// are computed from one exact histogram.
/// </summary>
internal sealed class LumaStatistics : IFrameAnalyzer
{
    private const int Bins = 32;
    private const int ValuesPerBin = 256 / Bins;

    private readonly ColumnBuilder<double> _means = new("luma_mean");
    private readonly ColumnBuilder<double> _deviations = new("luma_std");
    private readonly ColumnBuilder<byte> _minima = new("luma_min");
    private readonly ColumnBuilder<byte> _maxima = new("luma_max");
    private readonly ColumnBuilder<uint> _histograms = new("luma_hist", Bins);

    /// <inheritdoc/>
    public void Add(in FrameView frame, AnalysisFrame shared)
    {
        var counts = shared.LumaCounts;
        var (sum, squares) = (0L, 0L);
        var bins = _histograms.AddRow();
        for (var value = 0; value < counts.Length; value++)
        {
            long weighted = (long)value * counts[value];
            sum += weighted;
            squares += value * weighted;
            bins[value / ValuesPerBin] += counts[value];
        }

        var moments = new Moments(frame.Luma.Length, sum, squares);
        _means.Add(moments.Mean);
        _deviations.Add(Math.Sqrt(moments.Variance));
        _minima.Add((byte)counts.IndexOfAnyExcept(0u));
        _maxima.Add((byte)counts.LastIndexOfAnyExcept(0u));
    }

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() =>
        [_means.ToArray(), _deviations.ToArray(), _minima.ToArray(), _maxima.ToArray(), _histograms.ToArray()];
}
