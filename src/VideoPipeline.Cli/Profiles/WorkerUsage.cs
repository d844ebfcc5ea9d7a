using VideoPipeline.Results.Files;

namespace VideoPipeline.Cli.Profiles;

/// <summary>How the workers of Decode were used.</summary>
/// <param name="Workers">The number of ranges decoded at the same time.</param>
/// <param name="BusyShare">The part of the time in which they had a range, from 0 to 1.</param>
/// <param name="IdleAtEndSeconds">The seconds from when the first of them had no range left to the end of the last range.</param>
internal sealed record WorkerUsage(int Workers, double BusyShare, double IdleAtEndSeconds)
{
    /// <summary>Computes the usage; null if no range was decoded.</summary>
    /// <param name="ranges">The reports of the workers of all ranges.</param>
    public static WorkerUsage? Of(IReadOnlyList<RangeReport> ranges)
    {
        if (ranges.All(range => range.Reused)) return null;
        // A range that starts when another ends is decoded by the same worker.
        var workers = ranges.Max(one => ranges.Count(other => other.Started <= one.Started && one.Started < other.Ended));
        var (start, end) = (ranges.Min(range => range.Started), ranges.Max(range => range.Ended));
        var lastStart = ranges.Max(range => range.Started);
        var firstIdle = ranges.Where(range => range.Ended > lastStart).Min(range => range.Ended);
        var busy = ranges.Sum(range => (range.Ended - range.Started).TotalSeconds);
        return new WorkerUsage(
            workers,
            Math.Min(1, busy / (workers * Math.Max(1e-9, (end - start).TotalSeconds))),
            (end - firstIdle).TotalSeconds);
    }
}
