using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>Estimates the seconds that ranges of a video take on a worker with a machine of its own.</summary>
/// <param name="index">The video's index.</param>
/// <param name="worker">The worker.</param>
internal sealed class RangeTimes(VideoIndex index, RemoteWorker worker)
{
    private readonly DecodeCost _cost = DecodeCost.Of(index.Video);

    /// <summary>The estimate for a load.</summary>
    public double Of(DecodeLoad load) => worker.Estimate(_cost, load);

    /// <summary>The estimate for a range of frames.</summary>
    public double Of(long start, long end) => Of(DecodeLoad.Of(index.Samples, index.Frames!, new FrameRange(start, end)));

    /// <summary>
    /// The frame from <paramref name="points"/> at which to split a range that takes more than
    /// <see cref="RemoteWorker.LongestRange"/>; null if it takes less, or contains no split point.
    /// </summary>
    public int? FindSplit(int[] points, int start, int end)
    {
        if (Of(start, end) <= RemoteWorker.LongestRange) return null;
        var point = SplitPoints.FindNearest(points, start, start + (end - start) / 2, end);
        return point < end ? point : null;
    }
}
