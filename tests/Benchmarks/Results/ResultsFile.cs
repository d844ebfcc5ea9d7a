using System.Text.Encodings.Web;
using System.Text.Json;

namespace VideoPipeline.Benchmarks.Results;

/// <summary><c>docs/benchmarks.json</c>: the last results of each benchmark.</summary>
/// <param name="Schema">The format.</param>
/// <param name="Results">The results, by name.</param>
internal sealed record ResultsFile(string Schema, IReadOnlyList<BenchmarkResult> Results)
{
    private const string CurrentSchema = "videopipeline/benchmarks/1";

    private static readonly JsonSerializerOptions s_format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Reads the file; without one, there are no results.</summary>
    public static ResultsFile Load(string path) => File.Exists(path)
        ? JsonSerializer.Deserialize<ResultsFile>(File.ReadAllBytes(path), s_format)!
        : new ResultsFile(CurrentSchema, []);

    /// <summary>Replaces the results of a benchmark.</summary>
    public ResultsFile With(BenchmarkResult result) => this with
    {
        Results =
        [
            .. Results.Where(one => one.Name != result.Name).Append(result).OrderBy(one => one.Name, StringComparer.Ordinal),
        ],
    };

    /// <summary>Writes the file.</summary>
    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, s_format) + "\n");
}
