using System.Text.Json;
using VideoPipeline.Pages.Report;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Pages.Tests.Report;

public sealed class RunDetailsTests
{
    [Theory]
    [InlineData("""{"video": "/films/a b.mp4"}""", "videopipeline run '/films/a b.mp4'")]
    [InlineData(
        """{"video": "s3://b/k.mp4", "framesPerRange": 24, "rgb": true, "strict": false, "fps": "30000/1001"}""",
        "videopipeline run s3://b/k.mp4 --frames-per-range 24 --rgb --fps 30000/1001")]
    public void Of_Options_GivesTheirCommand(string options, string command) => Assert.Equal(
        command,
        RunDetails.Of("run", ExampleRun.Report with { Options = JsonDocument.Parse(options).RootElement }, 3008).Command);

    [Fact]
    public void Of_Report_SaysBytesRangesAndCost()
    {
        var run = RunDetails.Of("run", ExampleRun.Report, 3008);

        Assert.Equal(["Index", "Plan", "Decode", "Reduce"], run.Steps.Select(step => step.Name));
        // Of the ranges that were decoded, and of the index.
        Assert.Equal("604,000", run.Work.Single(fact => fact.Name == "Bytes read").Value);
        Assert.Equal("1", run.Work.Single(fact => fact.Name == "Reused from an earlier run").Value);
        Assert.Equal("1.2 s in 6 invocations", run.Cost.Single(fact => fact.Name == "Here").Value);
        Assert.Equal("about $0.0005", run.Cost.Single(fact => fact.Name == "As on AWS").Value);
    }
}
