using System.Xml.Linq;
using VideoPipeline.Benchmarks.Report;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;
using Xunit;

namespace VideoPipeline.Benchmarks.Tests;

/// <summary>The page and the charts are what the results say.</summary>
public sealed class ReportTests
{
    private static readonly BenchmarkRow[] s_rows =
    [
        new("small", [new("ours", "s", 1.234), new("peer", "s", 20), new("peer ÷ ours", "×", 16.2)], 10),
        new("large & <other>", [new("ours", "s", 123.4)], 1000),
    ];

    [Fact]
    public void Render_PublishedResults_AreThePublishedPageAndCharts()
    {
        var results = ResultsFile.Load(ReportPage.ResultsIn(ReportPage.Docs));
        foreach (var (name, content) in ReportPage.Render(results, AllBenchmarks.List))
            Assert.Equal(content, File.ReadAllText(Path.Combine(ReportPage.Docs, name)));
    }

    [Fact]
    public void Table_RowsWithDifferentColumns_LeavesCellsEmpty() => Assert.Equal(
        """
        | | ours | peer | peer ÷ ours |
        |---|---|---|---|
        | small | 1.23 s | 20 s | 16.2× |
        | large & <other> | 123 s |  |  |

        """.ReplaceLineEndings("\n"),
        MarkdownTable.Of(s_rows));

    [Fact]
    public void Draw_Bars_HasOneForEachValueInProportion()
    {
        var svg = XDocument.Parse(BarChart.Draw(new Chart(ChartKind.Bars, "A & B", "s", ["ours", "peer"]), s_rows));
        var bars = Shapes(svg, "rect").Skip(2).Select(bar => (double)bar.Attribute("width")!).ToList(); // after the legend
        Assert.Equal(3, bars.Count);
        Assert.Equal(1.234 / 20, bars[0] / bars[1], tolerance: 0.02);
        Assert.Contains(Shapes(svg, "text"), text => text.Value == "large & <other>");
    }

    [Fact]
    public void Draw_Lines_HasAPointForEachValue()
    {
        var chart = new Chart(ChartKind.Lines, "Title", "s", ["ours", "peer", "nobody"], "size");
        var svg = XDocument.Parse(LineChart.Draw(chart, s_rows));
        Assert.Equal(3, Shapes(svg, "circle").Count());
        Assert.Equal(2, Shapes(svg, "path").Count());
        var height = (double)svg.Root!.Attribute("height")!;
        Assert.All(Shapes(svg, "circle"), point => Assert.InRange((double)point.Attribute("cy")!, 0, height));
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.0042, "0.0042 s")]
    [InlineData(0.0421, "0.042 s")]
    [InlineData(5.713, "5.71 s")]
    [InlineData(57.13, "57.1 s")]
    [InlineData(12_345.6, "12,346 s")]
    public void WithUnit_AnyNumber_HasAboutThreeDigits(double value, string expected) =>
        Assert.Equal(expected, Numbers.WithUnit(value, "s"));

    [Fact]
    public void With_SameBenchmark_ReplacesItsResults()
    {
        var machine = new Machine("p", 2, 8, "Linux", 0);
        var (one, other) = (Result("b", quick: false), Result("b", quick: true));
        Assert.Equal([other], new ResultsFile("", []).With(one).With(other).Results);

        BenchmarkResult Result(string name, bool quick) => new(name, machine, new Dictionary<string, string>(), quick, s_rows);
    }

    [Fact]
    public async Task MeasureAsync_Rounds_AlternateAfterOneThatDoesNotCount()
    {
        var order = new List<string>();
        var measured = await Paired.MeasureAsync(2, "ms", Subject("ours", 2, 1, 3), Subject("peer", 100, 2, 9));
        Assert.Equal(["ours", "peer", "ours", "peer", "ours", "peer"], order);
        Assert.Equal([("ours", 2000.0), ("peer", 5500.0), ("peer ÷ ours", 2.5)], measured.Select(one => (one.Column, one.Value)));

        Subject Subject(string name, params double[] seconds)
        {
            var next = 0;
            return new Subject(name, () =>
            {
                order.Add(name);
                return Task.FromResult(seconds[next++]);
            });
        }
    }

    private static IEnumerable<XElement> Shapes(XDocument svg, string name) =>
        svg.Descendants().Where(element => element.Name.LocalName == name);
}
