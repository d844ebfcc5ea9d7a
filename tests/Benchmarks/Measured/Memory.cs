using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;
using VideoPipeline.Testing;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>The peak memory of the whole process tree of <c>run</c>.</summary>
internal sealed class Memory : IBenchmark
{
    public string Name => "memory";

    public string Description => "peak memory of the whole process tree";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context)
    {
        var rows = new List<BenchmarkRow>
        {
            await MeasureAsync(context, "the film, 1 worker", BenchmarkContext.Film, 1),
            await MeasureAsync(context, "the film, 2 workers", BenchmarkContext.Film, 2),
        };
        if (!context.Quick)
        {
            var uhd = context.Videos.Encoded("h264", 3840, 2160, 10);
            rows.Add(await MeasureAsync(context, "4K H.264, 2 workers", uhd, 2));
        }
        return rows;
    }

    private static async Task<BenchmarkRow> MeasureAsync(BenchmarkContext context, string name, string video, int workers)
    {
        var folder = Directory.CreateDirectory(context.Folder.File($"memory {name}")).FullName;
        var peak = await Programs.PeakMegabytesAsync(
            Path.Combine(Repository.Root, "videopipeline"), ["run", video, "--workers", $"{workers}"], folder);
        return new BenchmarkRow(name, [new("peak", "MB", peak)]);
    }
}
