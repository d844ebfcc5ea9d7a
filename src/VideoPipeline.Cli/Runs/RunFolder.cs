using System.Text.Json;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Cli.Exports;
using VideoPipeline.Cli.Profiles;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Results.Files;
using VideoPipeline.Storage;

namespace VideoPipeline.Cli.Runs;

/// <summary>The result files in the folder of a successful run.</summary>
/// <param name="path">The folder.</param>
internal sealed class RunFolder(string path)
{
    /// <summary>The name of the file on how the run was made.</summary>
    public static readonly string ReportName = default(RunKeys).RunReport[default(RunKeys).Prefix.Length..];

    private static readonly string[] s_names =
        [.. Keys(default).Select(key => key[default(RunKeys).Prefix.Length..]), .. RunExports.TableFiles,
            RunProfile.FileName];

    /// <summary>The keys of all result files that a run can have.</summary>
    public static string[] Keys(RunKeys keys) =>
        [keys.Summary, keys.RunReport, keys.Frames, keys.Labels, keys.Fingerprints, keys.Mean, keys.BarCode,
            keys.ContactSheet, keys.ShotTable, keys.ShotTimeline, keys.Chapters, keys.Report];

    /// <summary>The keys of the result files that a run with this input has.</summary>
    /// <param name="keys">The run's keys.</param>
    /// <param name="input">The input of the execution.</param>
    public static IEnumerable<string> Keys(RunKeys keys, ExecutionInput input) => Keys(keys).Where(key =>
        key == keys.Labels ? input.Model is not null
        : key != keys.Fingerprints || input.Fingerprint || input.FingerprintEvery is not null);

    /// <summary>The names of the result files that a run with this input has.</summary>
    public static IEnumerable<string> Names(ExecutionInput input) =>
        Keys(default, input).Select(key => key[default(RunKeys).Prefix.Length..]);

    /// <summary>Reads the <c>run.json</c> of a folder; null if there is none that this version can read.</summary>
    public static RunReport? TryReadReport(string folder)
    {
        var report = Path.Combine(folder, ReportName);
        try
        {
            return File.Exists(report) ? ResultJson.ReadRunReport(File.ReadAllBytes(report), report) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or VideoPipelineException)
        {
            return null;
        }
    }

    /// <summary>The names of the existing result files.</summary>
    public IReadOnlyList<string> Files => [.. s_names.Where(name => File.Exists(Path.Combine(path, name)))];

    /// <summary>The names of the result files that do not exist because the input does not request them.</summary>
    public IReadOnlyList<string> AbsentFiles => [.. s_names.Except(Files)];

    /// <summary>The address of the analyzed video, without credentials.</summary>
    public string Video => Report.Video.Uri;

    /// <summary>The content of <c>summary.json</c>.</summary>
    public Summary Summary => ResultJson.ReadSummary(Read("summary.json"), "summary.json");

    private RunReport Report => ResultJson.ReadRunReport(Read(ReportName), ReportName);

    /// <summary>Formats the results as text.</summary>
    /// <param name="folder">The folder to print.</param>
    public string Format(string folder) => SummaryText.Of(Summary, Report, folder, Files);

    /// <summary>Writes the profile of the run that has just ended to its folder.</summary>
    public RunProfile WriteProfile(RunProfiler profiler, int processors)
    {
        var ranges = Directory.EnumerateFiles(Path.Combine(path, "ranges"), "*.json")
            .Select(file => RangeReport.Parse(File.ReadAllBytes(file))).ToList();
        var profile = profiler.Finish(Report, ranges, processors);
        File.WriteAllText(Path.Combine(path, RunProfile.FileName), CliJson.Serialize(profile) + "\n");
        return profile;
    }

    /// <summary>
    /// Writes a JSON object with <c>execution</c>, <c>folder</c>, <c>summary</c>, <c>run</c> and, if there is one,
    /// <c>profile</c>.
    /// </summary>
    public void WriteJson(Stream output, string execution, string folder)
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        writer.WriteStartObject();
        writer.WriteString("execution", execution);
        writer.WriteString("folder", folder);
        WriteContents(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes the members <c>summary</c>, <c>run</c> and, if there is one, <c>profile</c>.</summary>
    public void WriteContents(Utf8JsonWriter writer)
    {
        foreach (var name in new[] { "summary", "run", "profile" })
        {
            if (name == "profile" && !Files.Contains(RunProfile.FileName)) continue;
            writer.WritePropertyName(name);
            using var file = JsonDocument.Parse(Read(name + ".json"));
            file.RootElement.WriteTo(writer);
        }
    }

    private byte[] Read(string name) => File.ReadAllBytes(Path.Combine(path, name));
}
