using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>
/// Chooses among split points by the estimated processor time between them, so that the workers end at about the same time.
/// </summary>
internal sealed class RangeBalance
{
    /// <summary>
    /// The shortest range of <see cref="Tapered"/> in seconds of one core: about twenty times what starting a decoder takes.
    /// </summary>
    private const double ShortestRange = 4;

    private readonly int[] _points;
    private readonly double[] _costs;

    /// <summary>Estimates the processor time.</summary>
    /// <param name="index">The video's index, with its frames.</param>
    /// <param name="points">The split points (<see cref="SplitPoints.Find"/>).</param>
    public RangeBalance(VideoIndex index, int[] points)
    {
        var (cost, frames, sizes) = (DecodeCost.Of(index.Video), index.Frames!, index.Samples.Size);
        _points = [.. points, frames.Count];
        _costs = new double[_points.Length];
        for (var i = 1; i < _points.Length; i++)
        {
            var bytes = 0L;
            for (var frame = _points[i - 1]; frame < _points[i]; frame++) bytes += sizes[frames.Sample[frame]];
            var between = new DecodeLoad(_points[i] - _points[i - 1], bytes, _points[i] - _points[i - 1]);
            _costs[i] = _costs[i - 1] + cost.Of(between);
        }
    }

    private double Total => _costs[^1];

    /// <summary>The ends of at most <paramref name="count"/> ranges that take about the same time.</summary>
    public IEnumerable<int> Equal(int count) => EndsAt(Enumerable.Range(1, count - 1).Select(i => Total * i / count));

    /// <summary>
    /// The ends of ranges that become shorter towards the end, where a worker that is left alone costs most. Each takes an equal
    /// share of what remains, as in guided self-scheduling (Polychronopoulos and Kuck, 1987), but not less than
    /// <see cref="ShortestRange"/>. A short video is split into <paramref name="shares"/> ranges that take the same time.
    /// </summary>
    /// <param name="shares">The number of shares into which what remains is divided.</param>
    public IEnumerable<int> Tapered(int shares) => EndsAt(TaperedCosts(shares));

    private IEnumerable<double> TaperedCosts(int shares)
    {
        var shortest = Math.Min(ShortestRange, Total / shares);
        for (var done = 0.0; ;)
        {
            done += Math.Max((Total - done) / shares, shortest);
            if (Total - done < shortest / 2) yield break;
            yield return done;
        }
    }

    private IEnumerable<int> EndsAt(IEnumerable<double> costs)
    {
        var last = 0;
        foreach (var cost in costs)
        {
            if (cost <= _costs[last]) continue;
            var point = FindNearest(cost, last);
            if (point == _points.Length - 1) break;
            yield return _points[last = point];
        }
        yield return _points[^1];
    }

    // The point after `last` whose cost is nearest.
    private int FindNearest(double cost, int last)
    {
        var at = Array.BinarySearch(_costs, cost);
        if (at >= 0) return at;
        var after = ~at;
        return after - 1 > last && cost - _costs[after - 1] < _costs[after] - cost ? after - 1 : after;
    }
}
