using System.Text.Json;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>What <c>plan</c> predicts after <c>--calibrate</c>, and what <c>run</c> takes.</summary>
internal sealed class Prediction : IBenchmark
{
    public string Name => "prediction";

    public string Description => "the time that plan predicts after calibration, and the time of run";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context)
    {
        var folder = context.Folder.Root;
        var clip = context.Videos.OfLength(60);
        var before = await PredictAsync(folder, BenchmarkContext.Film);
        await PredictAsync(folder, clip, "--calibrate");
        var byClip = await PredictAsync(folder, BenchmarkContext.Film);
        await PredictAsync(folder, BenchmarkContext.Film, "--calibrate");
        var byFilm = await PredictAsync(folder, BenchmarkContext.Film);
        var run = await Paired.MeasureAsync(context.Rounds(3), "s", Programs.Analysis(context, BenchmarkContext.Film));
        return
        [
            Row("not calibrated", before), Row("calibrated by a minute of it", byClip), Row("calibrated by the film", byFilm),
        ];

        BenchmarkRow Row(string name, double predicted) => new(
            name,
            [
                new("predicted", "s", predicted), run[0] with { Column = "measured" },
                new("predicted ÷ measured", "×", predicted / run[0].Value),
            ]);
    }

    private static async Task<double> PredictAsync(string folder, string video, params string[] options)
    {
        using var plan = JsonDocument.Parse(
            await Programs.VideopipelineAsync(folder, ["plan", video, .. options, "--json"]));
        return plan.RootElement.GetProperty("machine").GetProperty("seconds").GetDouble();
    }
}
