using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;
using VideoPipeline.Testing;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>The start of the command from a warm disk, and of a function: cold, and when it is invoked again.</summary>
internal sealed class StartUp : IBenchmark
{
    public string Name => "start-up";

    public string Description => "start of the command, and of the function Index, cold and warm";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context)
    {
        var clip = context.Folder.File("clip.mp4");
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=duration=2:size=640x360", "-c:v", "libx264", clip);
        return
        [
            await CommandAsync("videopipeline --version", "--version"),
            await CommandAsync("videopipeline doctor", "doctor"),
            new("videopipeline run, 2 s of video", await Paired.MeasureAsync(
                context.Rounds(7), "ms", Programs.Analysis(context, clip) with { Name = "time" })),
            .. await ColdStart.MeasureAsync(context.Rounds(15), clip),
        ];

        async Task<BenchmarkRow> CommandAsync(string name, params string[] arguments) => new(
            name,
            await Paired.MeasureAsync(
                context.Rounds(7), "ms",
                Subject.Timed("time", () => Programs.VideopipelineAsync(context.Folder.Root, arguments))));
    }
}
