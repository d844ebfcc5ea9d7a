using VideoPipeline.Benchmarks.Report;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>Selected frames of the film by <c>frames --as md5</c>, compared with PyAV and OpenCV.</summary>
internal sealed class Picks : IBenchmark
{
    private const int RandomFrames = 100;

    // The frames that peer_picks.py draws.
    private const string DrawFrames = """
        import sys, random, av
        with av.open(sys.argv[1]) as film: total = film.streams.video[0].frames
        random.seed(7)
        print(','.join(map(str, sorted(random.sample(range(total), int(sys.argv[2]))))))
        """;

    public string Name => "picks";

    public string Description => "selected frames: PyAV and OpenCV, which seek or decode all";

    public Chart Chart => new(
        ChartKind.Bars, "Selected frames of the film (shorter is better)", "s", ["videopipeline", "PyAV", "OpenCV"]);

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context)
    {
        if (!await Programs.HasModuleAsync("av") || !await Programs.HasModuleAsync("cv2")) return [];
        var numbers = (await Programs.PythonAsync(DrawFrames, BenchmarkContext.Film, $"{RandomFrames}")).Trim();
        return
        [
            new("every 24th", await CompareAsync(context, "every:24", "av-seq", "--every", "24")),
            new($"{RandomFrames} random", await CompareAsync(context, $"{RandomFrames}", "av", "--at", numbers)),
        ];
    }

    private static Task<IReadOnlyList<Measurement>> CompareAsync(
        BenchmarkContext context, string selection, string way, params string[] options)
    {
        var film = BenchmarkContext.Film;
        return Paired.MeasureAsync(
            context.Rounds(5), "s",
            Subject.Timed("videopipeline", () => Programs.VideopipelineAsync(
                context.Folder.Root, ["frames", film, .. options, "--as", "md5"])),
            Programs.Peer("PyAV", "peer_picks.py", way, film, selection),
            Programs.Peer("OpenCV", "peer_picks.py", "cv2", film, selection));
    }
}
