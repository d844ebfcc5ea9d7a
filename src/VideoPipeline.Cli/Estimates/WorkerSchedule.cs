namespace VideoPipeline.Cli.Estimates;

/// <summary>Workers of which each takes the next range, in order, as soon as it is free.</summary>
internal static class WorkerSchedule
{
    /// <summary>The seconds until all ranges are done.</summary>
    /// <param name="ranges">The seconds of each range.</param>
    /// <param name="workers">The number of workers.</param>
    /// <param name="startOf">The seconds until a worker takes its first range.</param>
    public static double Makespan(IEnumerable<double> ranges, int workers, Func<int, double> startOf)
    {
        var free = new PriorityQueue<double, double>();
        for (var worker = 0; worker < workers; worker++)
        {
            var start = startOf(worker);
            free.Enqueue(start, start);
        }
        var end = 0.0;
        foreach (var range in ranges)
        {
            var done = free.Dequeue() + range;
            free.Enqueue(done, done);
            end = Math.Max(end, done);
        }
        return end;
    }
}
