using System.Diagnostics;

namespace VideoPipeline.Benchmarks;

/// <summary>Measures short operations: the median of many timings, each of enough repetitions.</summary>
internal static class Median
{
    private const int Timings = 31;

    /// <summary>Returns the milliseconds per call of <paramref name="action"/>.</summary>
    public static double Milliseconds(Action action)
    {
        // Tiered compilation needs some calls and time to reach fully optimized code.
        var warm = Stopwatch.StartNew();
        while (warm.ElapsedMilliseconds < 400) action();

        var repetitions = 1;
        while (Time(action, repetitions) < 5) repetitions *= 2;
        var times = Enumerable.Range(0, Timings).Select(_ => Time(action, repetitions) / repetitions).Order().ToArray();
        return times[Timings / 2];
    }

    private static double Time(Action action, int repetitions)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repetitions; i++) action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
