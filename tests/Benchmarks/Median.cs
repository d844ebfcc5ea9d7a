using System.Diagnostics;

namespace VideoPipeline.Benchmarks;

/// <summary>
/// The time of something small: the median of many timings, each of enough repetitions to be measured.
/// </summary>
internal static class Median
{
    private const int Timings = 31;

    /// <summary>Milliseconds that <paramref name="action"/> takes.</summary>
    public static double Milliseconds(Action action)
    {
        // The tiered compiler needs calls and a moment to reach its best code.
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
