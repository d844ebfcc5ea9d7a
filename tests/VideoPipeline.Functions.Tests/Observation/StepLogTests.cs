using System.Text.Json;
using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Functions.Tests.Observation;

/// <summary>The log lines of steps.</summary>
public sealed class StepLogTests : IDisposable
{
    // In an array of metrics, or in a SEARCH expression.
    private const string DashboardMetric =
        """\["VideoPipeline", "(\w+)", "Deployment", "\$\{AWS::StackName\}", "Step", "\w+"\]"""
        + """|\{VideoPipeline,Deployment,Step\} MetricName=\\"(\w+)\\" """;

    private static readonly StepSubject s_subject = new("run-1", 3, "s3://bucket/videos/ä\n\"+.mp4");
    private readonly RecordingContext _context = new();

    public StepLogTests() => Environment.SetEnvironmentVariable(StepLog.DeploymentVariable, "stack");

    public void Dispose() => Environment.SetEnvironmentVariable(StepLog.DeploymentVariable, null);

    [Fact]
    public async Task RunAsync_CompletedStep_TwoLinesWithSubject()
    {
        var result = await StepLog.RunAsync(_context, s_subject, (_, _) => Task.FromResult(7), step: "Decode");

        Assert.Equal(7, result);
        Assert.Equal(2, _context.Lines.Count);
        Assert.All(_context.Lines, text =>
        {
            Assert.DoesNotContain('\n', text);
            var line = JsonDocument.Parse(text).RootElement;
            string? Text(string name) => line.GetProperty(name).GetString();
            Assert.Equal(
                ("Decode", "run-1", 3, s_subject.Video, "request-1", "INFO"),
                (Text("Step"), Text("execution"), line.GetProperty("range").GetInt32(),
                 Text("video"), Text("requestId"), Text("level")));
        });
    }

    [Fact]
    public async Task RunAsync_FailedStep_LogsErrorAndRethrows()
    {
        await Assert.ThrowsAsync<VideoNotFoundException>(() => StepLog.RunAsync<int>(
            _context, s_subject, (_, _) => throw new VideoNotFoundException("not found"), step: "Index"));

        var line = JsonDocument.Parse(_context.Lines[^1]).RootElement;
        Assert.Equal(
            ("ERROR", "VideoNotFoundException", "not found"),
            (line.GetProperty("level").GetString(),
             line.GetProperty("error").GetString(),
             line.GetProperty("cause").GetString()));
        Assert.False(line.TryGetProperty("_aws", out _));
    }

    [Fact]
    public async Task RunAsync_CompletedStep_LogsEmbeddedMetricFormat()
    {
        await StepLog.RunAsync(_context, s_subject, (metrics, _) =>
        {
            (metrics.Frames, metrics.Bytes) = (258, 1_000_000);
            return Task.FromResult(0);
        }, step: "Decode");

        var line = JsonDocument.Parse(_context.Lines[^1]).RootElement;
        var format = line.GetProperty("_aws");
        var directive = Assert.Single(format.GetProperty("CloudWatchMetrics").EnumerateArray());
        Assert.InRange(format.GetProperty("Timestamp").GetInt64(), 1_700_000_000_000, long.MaxValue);
        Assert.Equal("VideoPipeline", directive.GetProperty("Namespace").GetString());
        // The specification requires that dimensions are string members of the line, metrics numbers.
        var dimensions = Assert.Single(directive.GetProperty("Dimensions").EnumerateArray())
            .EnumerateArray().Select(dimension => dimension.GetString()!);
        Assert.Equal(["Deployment", "Step"], dimensions);
        Assert.All(dimensions, name => Assert.Equal(JsonValueKind.String, line.GetProperty(name).ValueKind));
        var metricNames = directive.GetProperty("Metrics")
            .EnumerateArray().Select(metric => metric.GetProperty("Name").GetString()!);
        Assert.Equal(["Frames", "Bytes", "Seconds", "ColdStarts"], metricNames);
        Assert.All(metricNames, name => Assert.Equal(JsonValueKind.Number, line.GetProperty(name).ValueKind));
        Assert.Equal((258, 1_000_000), (line.GetProperty("Frames").GetInt64(), line.GetProperty("Bytes").GetInt64()));
        Assert.Equal("stack", line.GetProperty("Deployment").GetString());
    }

    [Fact]
    public async Task RunAsync_WithoutDeployment_LogsNoMetrics()
    {
        Environment.SetEnvironmentVariable(StepLog.DeploymentVariable, null);

        await StepLog.RunAsync(_context, s_subject, (_, _) => Task.FromResult(0), step: "Decode");

        Assert.DoesNotContain("_aws", _context.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ExceptionThatQuotesAnAddress_IsLoggedWithoutCredentials()
    {
        var failure = new InvalidOperationException("GET https://ann:secret@example.com/a.mp4?key=secret: no route");

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => StepLog.RunAsync<int>(_context, s_subject, (_, _) => throw failure, step: "Decode"));

        var cause = JsonDocument.Parse(_context.Lines[^1]).RootElement.GetProperty("cause").GetString();
        Assert.Equal("GET https://example.com/a.mp4?… no route", cause);
    }

    [Fact]
    public async Task RunAsync_SecondTimeInProcess_IsNoColdStart()
    {
        await StepLog.RunAsync(_context, s_subject, (_, _) => Task.FromResult(0), step: "Decode");
        await StepLog.RunAsync(_context, s_subject, (_, _) => Task.FromResult(0), step: "Decode");

        Assert.Equal(0, JsonDocument.Parse(_context.Lines[^1]).RootElement.GetProperty("ColdStarts").GetInt64());
    }

    [Fact]
    public async Task Dashboard_ShowsAllMetricsOfSteps()
    {
        await StepLog.RunAsync(_context, s_subject, (_, _) => Task.FromResult(0), step: "Decode");
        var logged = JsonDocument.Parse(_context.Lines[^1]).RootElement.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0]
            .GetProperty("Metrics").EnumerateArray().Select(metric => metric.GetProperty("Name").GetString()!).ToHashSet();
        var template = File.ReadAllText(Path.Combine(Repository.Root, "template.yaml"));

        var shown = Regex.Matches(template, DashboardMetric)
            .Select(match => match.Groups[1].Value + match.Groups[2].Value).ToHashSet();

        Assert.Equal(logged.Order(), shown.Order());
    }

    [Theory]
    [InlineData("""{"video": "https://ann:secret@example.com/a.mp4?X-Amz-Signature=secret"}""", "https://example.com/a.mp4?…")]
    [InlineData("""{"video": 7}""", null)]
    [InlineData("""{"video": "\ud800"}""", null)]
    [InlineData("[]", null)]
    public void Of_Input_VideoWithoutCredentials(string input, string? video)
    {
        var request = new StepRequest { Run = "run-1", Input = JsonDocument.Parse(input).RootElement };

        Assert.Equal(("run-1", video), (StepSubject.Of(request).Execution, StepSubject.Of(request).Video?.ToString()));
    }
}
