using System.Globalization;
using System.Text.Json.Nodes;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The event pattern of the rule that starts executions, with events as S3 sends them.</summary>
public sealed class UploadRuleTests
{
    private static readonly JsonNode s_pattern = PatternIn("videopipeline-bucket");

    [Theory]
    [InlineData("upload-put", true)]
    [InlineData("upload-multipart", true)]
    [InlineData("upload-copy", true)]
    [InlineData("output", false)]
    [InlineData("upload-50-gb", true)]
    [InlineData("upload-image", true)]
    [InlineData("folder", true)]
    [InlineData("other-prefix", false)]
    public void Pattern_Event_MatchesOnlyUploads(string name, bool matches) =>
        Assert.Equal(matches, EventPattern.Matches(s_pattern, Event(name)));

    [Fact]
    public void Pattern_UploadToAnotherBucket_DoesNotMatch() =>
        Assert.False(EventPattern.Matches(PatternIn("another-bucket"), Event("upload-put")));

    [Fact]
    public void Pattern_FilesOfRun_DoNotMatch()
    {
        // An execution may have the same name as the folder of uploads.
        var keys = new RunKeys("videos");
        string[] written =
        [
            keys.Input, keys.Index, keys.IndexTables, keys.Plan, keys.Stills, keys.RunReport, keys.Summary, keys.Frames,
            keys.Labels, keys.Fingerprints, keys.Mean, keys.BarCode, keys.ContactSheet, keys.ShotTable,
            keys.ShotTimeline, keys.Chapters, keys.Report, keys.Failure, keys.RangeReport(0), keys.StillsReport(0),
            keys.Shot(1), RunKeys.Partial("videos"), RunKeys.Rejected("videos"),
        ];
        Assert.All(written, key =>
        {
            var created = Event("upload-put");
            created["detail"]!["object"]!["key"] = key;
            Assert.False(EventPattern.Matches(s_pattern, created));
        });
    }

    // Only a single message group of a first-in-first-out queue keeps Start from running twice at the same time.
    [Theory]
    [InlineData("UploadRule")]
    [InlineData("CompletionRule")]
    [InlineData("StartRule")]
    public void Rule_TargetsTheQueueOfStart_InOneMessageGroup(string rule)
    {
        var queue = TemplateFile.Properties("StartQueue");
        var target = TemplateFile.Properties(rule)["Targets"]!.AsArray().Single(target => (string?)target!["Id"] == "Start")!;

        Assert.Equal("StartQueue.Arn", (string?)target["Arn"]!["Fn::GetAtt"]);
        Assert.Equal("start", (string?)target["SqsParameters"]!["MessageGroupId"]);
        Assert.Equal("true", (string?)queue["FifoQueue"]);
        Assert.Equal(
            "StartQueue.Arn",
            (string?)TemplateFile.Properties("StartFunction")["Events"]!["Queue"]!["Properties"]!["Queue"]!["Fn::GetAtt"]);
        var timeout = int.Parse((string)TemplateFile.Properties("StartFunction")["Timeout"]!, CultureInfo.InvariantCulture);
        Assert.Equal(6 * timeout, int.Parse((string)queue["VisibilityTimeout"]!, CultureInfo.InvariantCulture));
        var sources = TemplateFile.Properties("StartQueuePolicy")["PolicyDocument"]!["Statement"]![0]!["Condition"]!;
        Assert.Contains($"{rule}.Arn", sources.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SUCCEEDED", "videopipeline", true)]
    [InlineData("ABORTED", "videopipeline", true)]
    [InlineData("RUNNING", "videopipeline", false)]
    [InlineData("FAILED", "videopipeline/Decode", false)]
    public void CompletionRule_Event_MatchesOnlyTheEndOfExecutions(string status, string machine, bool matches)
    {
        var pattern = TemplateFile.Properties("CompletionRule")["EventPattern"]!.DeepClone();
        pattern["detail"]!["stateMachineArn"] = new JsonArray("arn:aws:states:eu-west-1:123456789012:stateMachine:videopipeline");
        var change = Event("execution-failed");
        change["detail"]!["status"] = status;
        change["detail"]!["stateMachineArn"] = $"arn:aws:states:eu-west-1:123456789012:stateMachine:{machine}";

        Assert.Equal(matches, EventPattern.Matches(pattern, change));
    }

    private static JsonNode Event(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "events", $"{name}.json")))!;

    private static JsonNode PatternIn(string bucket)
    {
        var pattern = TemplateFile.Properties("UploadRule")["EventPattern"]!.DeepClone();
        var names = pattern["detail"]!["bucket"]!["name"]!.AsArray();
        Assert.Equal("Bucket", (string?)Assert.Single(names)!["Ref"]);
        names[0] = bucket;
        return pattern;
    }
}
