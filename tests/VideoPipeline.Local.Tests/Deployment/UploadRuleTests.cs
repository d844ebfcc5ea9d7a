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
    [InlineData("folder", false)]
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
                keys.Labels,
            keys.Fingerprints, keys.Mean, keys.ContactSheet, keys.Report, keys.Failure, keys.RangeFailure(0),
            keys.StillsFailure(0), keys.RangeReport(0), keys.StillsReport(0), keys.Shot(1), RunKeys.Partial("videos"),
        ];
        Assert.All(written, key =>
        {
            var created = Event("upload-put");
            created["detail"]!["object"]!["key"] = key;
            Assert.False(EventPattern.Matches(s_pattern, created));
        });
    }

    [Fact]
    public void Rule_TargetsStartFunction_WithDeadLetterQueue()
    {
        var target = Assert.Single(TemplateFile.Properties("UploadRule")["Targets"]!.AsArray())!;

        Assert.Equal("StartFunction.Arn", (string?)target["Arn"]!["Fn::GetAtt"]);
        Assert.Equal("DeadLetters.Arn", (string?)target["DeadLetterConfig"]!["Arn"]!["Fn::GetAtt"]);
        Assert.Equal("UploadRule.Arn", (string?)TemplateFile.Properties("UploadRulePermission")["SourceArn"]!["Fn::GetAtt"]);
        var destinations = TemplateFile.Properties("StartFunction")["EventInvokeConfig"]!["DestinationConfig"]!;
        Assert.Equal("DeadLetters.Arn", (string?)destinations["OnFailure"]!["Destination"]!["Fn::GetAtt"]);
        Assert.Equal([new Statement("states:StartExecution", "${StateMachine}", null)], Statement.OfFunction("StartFunction"));
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
