using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Pixels;
using VideoPipeline.Results.Stretches;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Results.Files;

public sealed class SchemaTests
{
    [Fact]
    public void SummarySchema_Summary_IsValid() =>
        Assert.Empty(Errors("summary", ResultJson.Write(ExampleRun.Summary)));

    [Fact]
    public void SummarySchema_AllOptionalProperties_IsValid()
    {
        var label = new ScoredLabel(812, "space shuttle", 0.999935);
        var everything = ExampleRun.Summary with
        {
            Frames = new SummaryFrames(
                61, 60, [new MissingFrames(60, 61, "truncated")], "every 1", [new MissingFrames(7, 8, "truncated")]),
            Labels = [label],
            LabelTimeline = [new SummaryLabelStretch(0, 60, label.Id, label.Name, label.Score)],
            Shots = [.. ExampleRun.Summary.Shots.Select(shot => shot with { Labels = [label] })],
            Totals = ExampleRun.Summary.Totals with { SumBgr = [1, 2, ulong.MaxValue] },
        };
        Assert.Empty(Errors("summary", ResultJson.Write(everything)));
    }

    [Fact]
    public void SummarySchema_NoFrames_IsValid()
    {
        var none = ExampleRun.Summary with
        {
            Video = ExampleRun.Summary.Video with { FrameRate = null },
            Totals = new SummaryTotals(0, 0, [0, 0, 0], null, null, null, null),
        };
        Assert.Empty(Errors("summary", ResultJson.Write(none)));
    }

    [Fact]
    public void RunSchema_Report_IsValid() => Assert.Empty(Errors("run", ResultJson.Write(ExampleRun.Report)));

    [Fact]
    public void RunSchema_CurrentHost_IsValid() =>
        Assert.Empty(Errors("run", ResultJson.Write(ExampleRun.Report with { Host = RunHost.Current() })));

    [Fact]
    public void RunSchema_RunWithStills_IsValid()
    {
        var report = ExampleRun.Report with
        {
            Access = ExampleRun.Report.Access with { Stills = new DecodeAccess(1000, 1, 20, 20, 2) },
            Seconds = ExampleRun.Report.Seconds with { PlanStills = 0.5, AnalyzeStills = 1.5 },
            Stills = ExampleRun.Report.Ranges,
        };
        Assert.Empty(Errors("run", ResultJson.Write(report)));
    }

    [Theory]
    [InlineData("summary")]
    [InlineData("run")]
    public void Schema_AnyPropertyMissing_IsInvalid(string name)
    {
        var whole = JsonNode.Parse(
            name == "run" ? ResultJson.Write(ExampleRun.Report) : ResultJson.Write(ExampleRun.Summary))!.AsObject();
        foreach (var (property, _) in whole)
        {
            var rest = whole.DeepClone().AsObject();
            rest.Remove(property);
            Assert.Equal([$"$ has no {property}"], Errors(name, JsonSerializer.SerializeToUtf8Bytes(rest)));
        }
    }

    [Fact]
    public void SummarySchema_InvalidValues_ReturnsEachError()
    {
        var wrong = ExampleRun.Summary with
        {
            Schema = "other",
            Video = ExampleRun.Summary.Video with { Rotation = 45, Width = 0, TimeBase = "fast" },
            Stretches = [new SummaryStretch("green", 0, -1)],
        };
        var paths = Errors("summary", ResultJson.Write(wrong)).Select(error => error.Split(' ')[0]);
        Assert.Equal(
            ["$.schema", "$.stretches[0].end", "$.stretches[0].kind", "$.video.rotation", "$.video.timeBase", "$.video.width"],
            paths.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SummarySchema_StretchKinds_DescribeCurrentThresholds()
    {
        var kinds = Load("summary").GetProperty("properties").GetProperty("stretches").GetProperty("items")
            .GetProperty("properties").GetProperty("kind").GetProperty("description").GetString();
        Assert.Equal(
            string.Create(
                CultureInfo.InvariantCulture,
                $"black: mean luma below {Black.MeanBelow} and no sample of {Black.BrightestBelow} or more, " +
                $"for {Black.MinimumSeconds} s; " +
                $"frozen: a mean absolute luma difference below {Frozen.MotionBelow} between frames, " +
                $"for {Frozen.MinimumSeconds} s; " +
                $"blurred: a variance of the Laplacian below {Blurred.SharpnessBelow} at 256 pixels width, " +
                $"for {Blurred.MinimumSeconds} s."),
            kinds);
    }

    [Fact]
    public void SummarySchema_PixelClasses_DescribeCurrentThresholds()
    {
        var classes = Load("summary").GetProperty("$defs").GetProperty("pixelClassName").GetProperty("description").GetString();
        Assert.Equal(
            string.Create(
                CultureInfo.InvariantCulture,
                $"black: mean luma below {Black.MeanBelow} and no sample of {Black.BrightestBelow} or more; " +
                $"white: mean luma above {PixelClasses.WhiteMeanAbove} and no sample of " +
                $"{PixelClasses.WhiteDarkestAbove} or less; " +
                $"flat: a standard deviation of luma below {PixelClasses.FlatDeviationBelow} and less than " +
                $"{PixelClasses.FlatRangeBelow} from the darkest sample to the brightest; " +
                $"dark: mean luma below {PixelClasses.DarkMeanBelow}; washed-out: a standard deviation of luma below " +
                $"{PixelClasses.WashedOutDeviationBelow}; " +
                $"blurred: a variance of the Laplacian below {Blurred.SharpnessBelow} at 256 pixels width; " +
                $"normal: none of these."),
            classes);
    }

    private static IReadOnlyList<string> Errors(string name, byte[] json) =>
        new JsonSchema(Load(name)).Errors(JsonDocument.Parse(json).RootElement);

    private static JsonElement Load(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "docs", $"{name}.schema.json"))).RootElement;
}
