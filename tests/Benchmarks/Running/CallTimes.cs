using System.Diagnostics;
using VideoPipeline.Benchmarks.Results;

namespace VideoPipeline.Benchmarks.Running;

/// <summary>Measures short operations: many timings, each of enough repetitions.</summary>
internal static class CallTimes
{
    private const int Timings = 15;

    /// <summary>Measures the milliseconds of a call.</summary>
    public static Measurement Measure(string column, Action action)
    {
        // Tiered compilation needs some calls and time to reach fully optimized code.
        var warm = Stopwatch.StartNew();
        while (warm.ElapsedMilliseconds < 400) action();

        var repetitions = 1;
        while (Time(action, repetitions) < 5) repetitions *= 2;
        return new Measurement(
            column, "ms", Measurement.Median(Enumerable.Range(0, Timings).Select(_ => Time(action, repetitions) / repetitions)));
    }

    private static double Time(Action action, int repetitions)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repetitions; i++) action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
