using VideoPipeline.Benchmarks.Measured;
using VideoPipeline.Benchmarks.Running;

namespace VideoPipeline.Benchmarks;

/// <summary>The benchmarks.</summary>
internal static class AllBenchmarks
{
    /// <summary>All, in the order in which they run.</summary>
    public static IReadOnlyList<IBenchmark> List { get; } =
    [
        new WholeFilm(), new Picks(), new BytesPerFrame(), new Classification(), new IndexAndPlan(), new Merge(), new Engine(),
        new StartUp(), new Memory(), new Lengths(), new WorkerCounts(), new Prediction(), new Remux(), new AnalysisParts(),
        new ImageSearch(),
    ];
}
