using System.Text.Json;
using VideoPipeline.Errors;

namespace VideoPipeline.Cli.Estimates.Calibration;

/// <summary><c>calibration.json</c> in the store: the measured runs by which <c>plan</c> corrects its estimates.</summary>
/// <param name="Schema">The format and the version of the model: factors of another version are not valid for it.</param>
/// <param name="Runs">The runs, the latest last.</param>
internal sealed record CalibrationFile(string Schema, IReadOnlyList<MeasuredRun> Runs)
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "calibration.json";

    /// <summary>The schema of this version. Changing the constants of the estimates changes it.</summary>
    public const string CurrentSchema = "videopipeline/calibration/1";

    private const double LeastSimilarity = 1e-9, MinFactor = 0.01, MaxFactor = 100;

    /// <summary>Reads the file; without one, or with one of another version, there are no runs.</summary>
    /// <exception cref="InvalidInputException">The file is damaged.</exception>
    public static CalibrationFile Load(string storeFolder)
    {
        var path = Path.Combine(storeFolder, FileName);
        try
        {
            var file = File.Exists(path) ? CliJson.Deserialize<CalibrationFile>(File.ReadAllBytes(path)) : null;
            return file?.Schema == CurrentSchema ? file : new CalibrationFile(CurrentSchema, []);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{path} is damaged ({e.Message}). Delete it, and calibrate again.", e);
        }
    }

    /// <summary>Adds a run, which replaces one that measured the same, and writes the file.</summary>
    public CalibrationFile Add(MeasuredRun run, string storeFolder)
    {
        var file = this with { Runs = [.. Runs.Where(one => !one.IsRepeatedBy(run)), run] };
        Directory.CreateDirectory(storeFolder);
        File.WriteAllText(Path.Combine(storeFolder, FileName), CliJson.Serialize(file) + "\n");
        return file;
    }

    /// <summary>
    /// The factors for a video: the means of the logarithms of those of the runs, weighted by how similar their videos are
    /// (Nadaraya–Watson regression). The codec only counts where there is a run with the same one.
    /// </summary>
    /// <param name="on">Where it runs.</param>
    /// <param name="processors">On one machine, its processors: runs with other numbers do not count.</param>
    /// <param name="work">The video.</param>
    public StepFactors FactorsFor(string on, int? processors, MeasuredWork work)
    {
        var runs = Runs.Where(run => run.On == on && (processors is null || run.Capacity == processors)).ToList();
        if (runs.Count == 0) return StepFactors.None;
        var sameCodec = runs.Where(run => run.Work.Codec == work.Codec).ToList();
        if (sameCodec.Count > 0) runs = sameCodec;
        double[] weights = [.. runs.Select(run => LeastSimilarity + work.SimilarityTo(run.Work))];
        return new StepFactors(
            Mean(run => run.Start), Mean(run => run.Index), Mean(run => run.Plan), Mean(run => run.Decode),
            Mean(run => run.Reduce), runs.Count);

        double Mean(Func<StepTimes, double> step) => Math.Exp(
            runs.Select((run, i) => weights[i] * Math.Log(Factor(step(run.Measured), step(run.Modeled)))).Sum() / weights.Sum());
    }

    private static double Factor(double measured, double modeled) =>
        modeled <= 0 ? 1 : Math.Clamp(measured / modeled, MinFactor, MaxFactor);
}
