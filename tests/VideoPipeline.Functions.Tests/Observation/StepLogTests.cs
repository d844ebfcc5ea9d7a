using System.Text.Json;
using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Functions.Tests.Observation;

/// <summary>The lines that steps write.</summary>
public sealed class StepLogTests : IDisposable
{
    private static readonly StepSubject s_subject = new("run-1", 3, "s3://bucket/videos/ä\n\"+.mp4");
    private readonly RecordingContext _context = new();

    public StepLogTests() => Environment.SetEnvironmentVariable(StepLog.DeploymentVariable, "stack");

    public void Dispose() => Environment.SetEnvironmentVariable(StepLog.DeploymentVariable, null);

    [Fact]
    public async Task RunAsync_AStepThatEnds_TwoLinesThatSayWhatItWorksOn()
    {
        var result = await StepLog.RunAsync(_context, s_subject, (_, _) => Task.FromResult(7), step: "Decode");

        Assert.Equal(7, result);
        Assert.Equal(2, _context.Lines.Count);
        Assert.All(_context.Lines, text =>
        {
            Assert.DoesNotContain('\n', text);
            var line = JsonDocument.Parse(text).RootElement;
            Assert.Equal(
                ("Decode", "run-1", 3, s_subject.Video, "request-1", "INFO"),
                (line.GetProperty("Step").GetString(), line.GetProperty("execution").GetString(), line.GetProperty("range").GetInt32(),
                 line.GetProperty("video").GetString(), line.GetProperty("requestId").GetString(), line.GetProperty("level").GetString()));
        });
    }

    [Fact]
    public async Task RunAsync_AStepThatFails_SaysWhyAndThrowsOn()
    {
        await Assert.ThrowsAsync<VideoNotFoundException>(() => StepLog.RunAsync<int>(
            _context, s_subject, (_, _) => throw new VideoNotFoundException("nothing is there"), step: "Index"));

        var line = JsonDocument.Parse(_context.Lines[^1]).RootElement;
        Assert.Equal(
            ("ERROR", "VideoNotFoundException", "nothing is there"),
            (line.GetProperty("level").GetString(), line.GetProperty("error").GetString(), line.GetProperty("cause").GetString()));
        Assert.False(line.TryGetProperty("_aws", out _));
    }

    [Fact]
    public async Task RunAsync_AStepThatEnds_LineIsInTheEmbeddedMetricFormat()
    {
        await StepLog.RunAsync(_context, s_subject, (measures, _) =>
        {
            (measures.Frames, measures.Bytes) = (258, 1_000_000);
            return Task.FromResult(0);
        }, step: "Decode");

        var line = JsonDocument.Parse(_context.Lines[^1]).RootElement;
        var format = line.GetProperty("_aws");
        var directive = Assert.Single(format.GetProperty("CloudWatchMetrics").EnumerateArray());
        Assert.InRange(format.GetProperty("Timestamp").GetInt64(), 1_700_000_000_000, long.MaxValue);
        Assert.Equal("VideoPipeline", directive.GetProperty("Namespace").GetString());
        // Every dimension and every metric is a member of the line; dimensions are texts, metrics numbers.
        Assert.All(Assert.Single(directive.GetProperty("Dimensions").EnumerateArray()).EnumerateArray(), dimension =>
            Assert.Equal(JsonValueKind.String, line.GetProperty(dimension.GetString()!).ValueKind));
        Assert.All(directive.GetProperty("Metrics").EnumerateArray(), metric =>
            Assert.Equal(JsonValueKind.Number, line.GetProperty(metric.GetProperty("Name").GetString()!).ValueKind));
        Assert.Equal((258, 1_000_000), (line.GetProperty("Frames").GetInt64(), line.GetProperty("Bytes").GetInt64()));
        Assert.Equal("stack", line.GetProperty("Deployment").GetString());
    }

    [Fact]
    public async Task RunAsync_WithoutADeployment_GivesNoMetrics()
    {
        Environment.SetEnvironmentVariable(StepLog.DeploymentVariable, null);

        await StepLog.RunAsync(_context, s_subject, (_, _) => Task.FromResult(0), step: "Decode");

        Assert.DoesNotContain("_aws", _context.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_TwiceInAProcess_OneColdStartAtMost()
    {
        await StepLog.RunAsync(_context, s_subject, (_, _) => Task.FromResult(0), step: "Decode");
        await StepLog.RunAsync(_context, s_subject, (_, _) => Task.FromResult(0), step: "Decode");

        Assert.Equal(0, JsonDocument.Parse(_context.Lines[^1]).RootElement.GetProperty("ColdStarts").GetInt64());
    }

    [Fact]
    public async Task Dashboard_ShowsMetricsThatStepsGive()
    {
        await StepLog.RunAsync(_context, s_subject, (_, _) => Task.FromResult(0), step: "Decode");
        var given = JsonDocument.Parse(_context.Lines[^1]).RootElement.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0]
            .GetProperty("Metrics").EnumerateArray().Select(metric => metric.GetProperty("Name").GetString()!).ToHashSet();
        var template = File.ReadAllText(Path.Combine(Repository.Root, "template.yaml"));

        var shown = Regex.Matches(template, """\["VideoPipeline", "(\w+)", "Deployment", "\$\{AWS::StackName\}", "Step", "\w+"\]|\{VideoPipeline,Deployment,Step\} MetricName=\\"(\w+)\\" """)
            .Select(match => match.Groups[1].Value + match.Groups[2].Value).ToHashSet();

        Assert.Equal(given.Order(), shown.Order());
    }

    [Theory]
    [InlineData("""{"video": "https://ann:secret@example.com/a.mp4?X-Amz-Signature=secret"}""", "https://example.com/a.mp4?…")]
    [InlineData("""{"video": 7}""", null)]
    [InlineData("""{"video": "\ud800"}""", null)]
    [InlineData("[]", null)]
    public void Of_ARequestsInput_VideoWithoutItsSecrets(string input, string? video)
    {
        var request = new StepRequest { Run = "run-1", Input = JsonDocument.Parse(input).RootElement };

        Assert.Equal(new StepSubject("run-1", null, video), StepSubject.Of(request));
    }
}
