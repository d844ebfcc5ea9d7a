using VideoPipeline.Benchmarks.Report;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>The film by numbers of workers, which share the processors; and what memory they take.</summary>
internal sealed class WorkerCounts : IBenchmark
{
    private static readonly int[] s_workers = [1, 2, 4, 8, 16];

    public string Name => "workers";

    public string Description => "analysis of the film by the number of workers on the same processors";

    public Chart Chart => new(ChartKind.Lines, "The film by workers", "s", ["videopipeline"], "workers");

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context)
    {
        var film = BenchmarkContext.Film;
        var rows = new List<BenchmarkRow>();
        foreach (var workers in context.Cases(s_workers, workers => workers <= 2))
        {
            rows.Add(new BenchmarkRow(
                $"{workers}",
                await Paired.MeasureAsync(context.Rounds(3), "s", Programs.Analysis(context, film, "--workers", $"{workers}")),
                workers));
        }
        return rows;
    }
}
