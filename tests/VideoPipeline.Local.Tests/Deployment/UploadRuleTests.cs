using System.Text.Json.Nodes;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The rule that starts executions, held against events as AWS sends them.</summary>
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
    public void Rule_OnAnEvent_MatchesUploadsOnly(string name, bool matches) => Assert.Equal(matches, EventPattern.Matches(s_pattern, Event(name)));

    [Fact]
    public void Rule_OnAnUploadToAnotherBucket_DoesNotMatch() =>
        Assert.False(EventPattern.Matches(PatternIn("another-bucket"), Event("upload-put")));

    [Fact]
    public void Rule_OnAnythingThatARunWrites_DoesNotMatch()
    {
        // An execution may have any name, also that of the folder of uploads.
        var keys = new RunKeys("videos");
        string[] written =
        [
            keys.Input, keys.Index, keys.IndexTables, keys.Plan, keys.Run, keys.Summary, keys.Frames, keys.Mean, keys.ContactSheet, keys.Report,
            keys.Failure, keys.FailureOf(0), keys.RangeReport(0), keys.Shot(1), RunKeys.Partial("videos"),
        ];
        Assert.All(written, key =>
        {
            var created = Event("upload-put");
            created["detail"]!["object"]!["key"] = key;
            Assert.False(EventPattern.Matches(s_pattern, created));
        });
    }

    [Fact]
    public void Rule_LeadsToTheStartFunctionAndFromThereToTheDeadLetters()
    {
        var target = Assert.Single(TemplateFile.Properties("UploadRule")["Targets"]!.AsArray())!;

        Assert.Equal("StartFunction.Arn", (string?)target["Arn"]!["Fn::GetAtt"]);
        Assert.Equal("DeadLetters.Arn", (string?)target["DeadLetterConfig"]!["Arn"]!["Fn::GetAtt"]);
        Assert.Equal("UploadRule.Arn", (string?)TemplateFile.Properties("UploadRulePermission")["SourceArn"]!["Fn::GetAtt"]);
        Assert.Equal("DeadLetters.Arn", (string?)TemplateFile.Properties("StartFunction")["EventInvokeConfig"]!["DestinationConfig"]!["OnFailure"]!["Destination"]!["Fn::GetAtt"]);
        Assert.Equal([new Statement("states:StartExecution", "${StateMachine}", null)], Statement.OfFunction("StartFunction"));
    }

    private static JsonNode Event(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "events", $"{name}.json")))!;

    private static JsonNode PatternIn(string bucket)
    {
        var pattern = TemplateFile.Properties("UploadRule")["EventPattern"]!.DeepClone();
        var names = pattern["detail"]!["bucket"]!["name"]!.AsArray();
        Assert.Equal("Bucket", (string?)Assert.Single(names)!["Ref"]);
        names[0] = bucket;
        return pattern;
    }
}
