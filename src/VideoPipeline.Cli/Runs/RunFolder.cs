using System.Text.Json;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Cli.Exports;
using VideoPipeline.Executions;
using VideoPipeline.Results.Files;
using VideoPipeline.Storage;

namespace VideoPipeline.Cli.Runs;

/// <summary>The result files in the folder of a successful run.</summary>
/// <param name="path">The folder.</param>
internal sealed class RunFolder(string path)
{
    private static readonly string[] s_names =
        [.. Keys(default).Select(key => key[default(RunKeys).Prefix.Length..]), .. RunExports.TableFiles];

    /// <summary>The keys of all result files that a run can have.</summary>
    public static string[] Keys(RunKeys keys) =>
        [keys.Summary, keys.RunReport, keys.Frames, keys.Labels, keys.Fingerprints, keys.Mean, keys.ContactSheet,
            keys.ShotTable, keys.ShotTimeline, keys.Chapters, keys.Report];

    /// <summary>The keys of the result files that a run with this input has.</summary>
    /// <param name="keys">The run's keys.</param>
    /// <param name="input">The input of the execution.</param>
    public static IEnumerable<string> Keys(RunKeys keys, ExecutionInput input) => Keys(keys).Where(key =>
        key == keys.Labels ? input.Model is not null
        : key != keys.Fingerprints || input.Fingerprint || input.FingerprintEvery is not null);

    /// <summary>The names of the existing result files.</summary>
    public IReadOnlyList<string> Files => [.. s_names.Where(name => File.Exists(Path.Combine(path, name)))];

    /// <summary>The names of the result files that do not exist because the input does not request them.</summary>
    public IReadOnlyList<string> AbsentFiles => [.. s_names.Except(Files)];

    /// <summary>The address of the analyzed video, without credentials.</summary>
    public string Video => Report.Video.Uri;

    private RunReport Report => ResultJson.ReadRunReport(Read("run.json"), "run.json");

    /// <summary>Formats the results as text.</summary>
    /// <param name="folder">The folder to print.</param>
    public string Format(string folder) => SummaryText.Of(
        ResultJson.ReadSummary(Read("summary.json"), "summary.json"),
        Report,
        folder,
        Files);

    /// <summary>Writes a JSON object with <c>execution</c>, <c>folder</c>, <c>summary</c> and <c>run</c>.</summary>
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
        foreach (var name in new[] { "summary", "run" })
        {
            writer.WritePropertyName(name);
            using var file = JsonDocument.Parse(Read(name + ".json"));
            file.RootElement.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    private byte[] Read(string name) => File.ReadAllBytes(Path.Combine(path, name));
}
