using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;
using VideoPipeline.Testing;

namespace VideoPipeline.Benchmarks.Report;

/// <summary><c>benchmarks.md</c> and its charts: the template with the results filled in.</summary>
internal static partial class ReportPage
{
    /// <summary>The folder of what is published.</summary>
    public static string Docs { get; } = Path.Combine(Repository.Root, "docs");

    private static readonly string s_template = Path.Combine(Repository.Root, "tests", "Benchmarks", "Report", "benchmarks.md");

    /// <summary>The file of the results in a folder.</summary>
    public static string ResultsIn(string folder) => Path.Combine(folder, "benchmarks.json");

    /// <summary>The files of the page by their path in a folder.</summary>
    /// <param name="results">The results.</param>
    /// <param name="benchmarks">All benchmarks.</param>
    public static IReadOnlyDictionary<string, string> Render(ResultsFile results, IReadOnlyList<IBenchmark> benchmarks)
    {
        var files = new Dictionary<string, string>();
        var page = Placeholder().Replace(File.ReadAllText(s_template), match =>
        {
            var name = match.Groups["name"].Value;
            var benchmark = benchmarks.Single(one => one.Name == name);
            if (results.Results.FirstOrDefault(one => one.Name == name) is not { Rows.Count: > 0 } result)
                return "Not measured yet.\n";
            var text = new StringBuilder(MarkdownTable.Of(result.Rows));
            if (benchmark.Chart is { } chart)
            {
                files[$"benchmarks/{name}.svg"] =
                    chart.Kind == ChartKind.Bars ? BarChart.Draw(chart, result.Rows) : LineChart.Draw(chart, result.Rows);
                text.Append($"\n![{chart.Title}](benchmarks/{name}.svg)\n");
            }
            return text.Append('\n').Append(Circumstances(result)).Append('\n').ToString();
        });
        files["benchmarks.md"] = page;
        return files;
    }

    /// <summary>Writes the files to a folder.</summary>
    public static void Write(ResultsFile results, IReadOnlyList<IBenchmark> benchmarks, string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "benchmarks"));
        foreach (var (name, content) in Render(results, benchmarks)) File.WriteAllText(Path.Combine(folder, name), content);
    }

    private static string Circumstances(BenchmarkResult result)
    {
        var machine = result.Machine;
        var load = machine.Load > 1
            ? string.Create(CultureInfo.InvariantCulture, $", with other load ({machine.Load:0.0})")
            : "";
        var quick = result.Quick ? "; a short run" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"*{machine.Processors} × {machine.Processor}, {machine.MemoryGigabytes:0} GB{load}; videopipeline " +
            $"{result.Versions["videopipeline"]}{quick}.*");
    }

    [GeneratedRegex(@"\{\{(?<name>[\w-]+)\}\}\n")]
    private static partial Regex Placeholder();
}
