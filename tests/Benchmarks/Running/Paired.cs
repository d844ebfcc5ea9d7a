using System.Diagnostics;
using VideoPipeline.Benchmarks.Results;

namespace VideoPipeline.Benchmarks.Running;

/// <summary>What takes part in a comparison.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MeasureAsync">Does the work, and returns its seconds.</param>
internal sealed record Subject(string Name, Func<Task<double>> MeasureAsync)
{
    /// <summary>A subject whose elapsed time is measured.</summary>
    public static Subject Timed(string name, Func<Task> work) => new(name, async () =>
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    });
}

/// <summary>Compares subjects in turn, so that other load on the machine affects all of them.</summary>
internal static class Paired
{
    /// <summary>Runs each once without counting it, then all in turn.</summary>
    /// <param name="rounds">The number of rounds that count; if it is 1, none goes before.</param>
    /// <param name="unit">The unit of the result: <c>s</c> or <c>ms</c>.</param>
    /// <param name="subjects">The first is compared with each of the others.</param>
    /// <returns>The time of each, and the median of the ratios of the first to each other in the same round.</returns>
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(int rounds, string unit, params Subject[] subjects)
    {
        var factor = unit == "ms" ? 1000 : 1;
        var times = subjects.Select(_ => new List<double>()).ToArray();
        if (rounds > 1)
        {
            foreach (var subject in subjects) await subject.MeasureAsync();
        }
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < subjects.Length; i++) times[i].Add(factor * await subjects[i].MeasureAsync());
        }
        return
        [
            .. subjects.Select((subject, i) => Measurement.Of(subject.Name, unit, times[i])),
            .. subjects.Skip(1).Select((subject, i) => new Measurement(
                $"{subject.Name} ÷ {subjects[0].Name}", "×",
                Measurement.Median(times[i + 1].Zip(times[0], (peer, own) => peer / own)))),
        ];
    }
}
