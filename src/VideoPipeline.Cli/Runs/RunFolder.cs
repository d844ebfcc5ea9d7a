using System.Text.Json;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Executions;
using VideoPipeline.Results.Files;
using VideoPipeline.Storage;

namespace VideoPipeline.Cli.Runs;

/// <summary>What a run that succeeded has left in its folder.</summary>
/// <param name="path">The folder.</param>
internal sealed class RunFolder(string path)
{
    private static readonly string[] s_names = [.. Keys(default).Select(key => key[default(RunKeys).Prefix.Length..])];

    /// <summary>The keys of the result files that a run may have.</summary>
    public static string[] Keys(RunKeys keys) => [keys.Summary, keys.Run, keys.Frames, keys.Labels, keys.Fingerprints, keys.Mean, keys.ContactSheet];

    /// <summary>The keys of the result files that a run has.</summary>
    /// <param name="keys">The run's keys.</param>
    /// <param name="asked">What was asked for.</param>
    public static IEnumerable<string> Keys(RunKeys keys, ExecutionInput asked) => Keys(keys).Where(key =>
        key == keys.Labels ? asked.Model is not null
        : key != keys.Fingerprints || asked.Fingerprint || asked.FingerprintEvery is not null);

    /// <summary>The names of the result files, those that are there.</summary>
    public IReadOnlyList<string> Files => [.. s_names.Where(name => File.Exists(Path.Combine(path, name)))];

    /// <summary>The names of the result files that are not there, because they were not asked for.</summary>
    public IReadOnlyList<string> Absent => [.. s_names.Except(Files)];

    /// <summary>The results for a person.</summary>
    /// <param name="shown">The folder in which the person finds the files.</param>
    public string Text(string shown) => SummaryText.Of(
        ResultJson.ReadSummary(Read("summary.json"), "summary.json"), ResultJson.ReadRunReport(Read("run.json"), "run.json"), shown, Files);

    /// <summary>The results for a program: one object with <c>execution</c>, <c>folder</c>, and the files <c>summary</c> and <c>run</c>.</summary>
    public void WriteJson(Stream output, string execution, string shown)
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        writer.WriteStartObject();
        writer.WriteString("execution", execution);
        writer.WriteString("folder", shown);
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
