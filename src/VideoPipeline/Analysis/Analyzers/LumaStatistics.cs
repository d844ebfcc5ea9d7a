using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Statistics;
using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Analyzers;

/// <summary>
/// Statistics of the full-size luma: <c>luma_mean</c> and <c>luma_std</c> (float64, n; population standard deviation),
/// <c>luma_min</c> and <c>luma_max</c> (uint8, n), <c>luma_hist</c> (uint32, n×32: counts of the values 0–7, 8–15, …). All
/// are computed from exact integers.
/// </summary>
internal sealed class LumaStatistics : IFrameAnalyzer
{
    private readonly ColumnBuilder<double> _means = new("luma_mean");
    private readonly ColumnBuilder<double> _deviations = new("luma_std");
    private readonly ColumnBuilder<byte> _minima = new("luma_min");
    private readonly ColumnBuilder<byte> _maxima = new("luma_max");
    private readonly ColumnBuilder<uint> _histograms = new("luma_hist", SampleStatistics.BinCount);

    /// <inheritdoc/>
    public void Add(in FrameView frame, AnalysisFrame shared)
    {
        var luma = shared.Luma;
        _means.Add(luma.Moments.Mean);
        _deviations.Add(Math.Sqrt(luma.Moments.Variance));
        _minima.Add(luma.Minimum);
        _maxima.Add(luma.Maximum);
        luma.Bins.CopyTo(_histograms.AddRow());
    }

    /// <inheritdoc/>
    public IEnumerable<NpyArray> Finish() =>
        [_means.ToArray(), _deviations.ToArray(), _minima.ToArray(), _maxima.ToArray(), _histograms.ToArray()];
}
