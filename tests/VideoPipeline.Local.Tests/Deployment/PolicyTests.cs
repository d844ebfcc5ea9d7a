using System.Text.Json.Nodes;
using VideoPipeline.Storage;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The IAM policies of the template.</summary>
public sealed class PolicyTests
{
    // Their actions do not support resource-level permissions (Service Authorization Reference).
    private static readonly string[] s_withoutResources = ["logs:", "xray:"];

    private static readonly IReadOnlyList<JsonObject> s_grants =
    [
        .. TemplateFile.DescendantsAndSelf(TemplateFile.Resources).OfType<JsonObject>()
            .Where(node => (string?)(node["Effect"] as JsonValue) == "Allow"),
    ];

    [Fact]
    public void Statements_GrantOneActionOnOneResource()
    {
        Assert.NotEmpty(s_grants);
        Assert.All(s_grants, statement =>
        {
            var action = (string)statement["Action"]!.AsValue()!;
            Assert.DoesNotContain("*", action, StringComparison.Ordinal);
            if (action == "sts:AssumeRole") return;
            var resource = statement["Resource"]!;
            Assert.False(resource is JsonArray, action);
            if (resource.ToString() == "*")
                Assert.Contains(s_withoutResources, prefix => action.StartsWith(prefix, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void FilesOfRun_HaveOneWriterEach()
    {
        var run = new RunKeys("film-1");
        string[] keys =
        [
            run.Input, run.Index, run.IndexTables, run.Plan, run.RangeReport(0), run.Stills, run.StillsReport(0), run.Frames,
            run.Labels, run.Fingerprints, run.Mean, run.BarCode, run.ContactSheet, run.ShotTable, run.ShotTimeline,
            run.Chapters, run.RunReport, run.Report, run.Summary, run.Failure,
        ];
        var functions = TemplateFile.OfType("AWS::Serverless::Function")
            .Select(function => Statement.OfFunction(function)).ToList();

        Assert.All(keys, key => Assert.Single(
            functions, granted => granted.Any(grant => grant.Grants("s3:PutObject", $"${{Bucket.Arn}}/{key}"))));
        Assert.DoesNotContain(
            functions, granted => granted.Any(grant => grant.Grants("s3:PutObject", $"${{Bucket.Arn}}/{run.Prefix}other")));
    }

    [Fact]
    public void Principals_AreServicesRestrictedToThisAccount()
    {
        var statements = s_grants.Where(statement => statement["Principal"] is not null).ToList();

        Assert.NotEmpty(statements);
        Assert.All(statements, statement =>
        {
            var service = (string)statement["Principal"]!["Service"]!;
            Assert.Contains(service, (string[])["states.amazonaws.com", "events.amazonaws.com"]);
            // Prevents a confused deputy: without it, the service could act on behalf of other accounts.
            Assert.Matches("aws:SourceAccount|aws:SourceArn", statement["Condition"]!.ToJsonString());
        });
    }

    [Fact]
    public void Bucket_IsPrivateEncryptedVersionedAndTlsOnly()
    {
        var bucket = TemplateFile.Properties("Bucket");

        Assert.All(bucket["PublicAccessBlockConfiguration"]!.AsObject(), setting => Assert.Equal("true", (string?)setting.Value));
        Assert.Equal(4, bucket["PublicAccessBlockConfiguration"]!.AsObject().Count);
        Assert.NotNull(bucket["BucketEncryption"]);
        Assert.Equal("Enabled", (string?)bucket["VersioningConfiguration"]!["Status"]);
        Assert.Equal("true", (string?)bucket["NotificationConfiguration"]!["EventBridgeConfiguration"]!["EventBridgeEnabled"]);
        var denial = Assert.Single(TemplateFile.Properties("BucketPolicy")["PolicyDocument"]!["Statement"]!.AsArray())!;
        Assert.Equal(("Deny", "s3:*"), ((string?)denial["Effect"], (string?)denial["Action"]));
        Assert.Equal("false", (string?)denial["Condition"]!["Bool"]!["aws:SecureTransport"]);
        Assert.Equal("Retain", (string?)TemplateFile.Resources["Bucket"]!["DeletionPolicy"]);
    }

    [Fact]
    public void References_NameExistingResourcesOrParameters()
    {
        var defined = TemplateFile.Resources.Concat(TemplateFile.Root["Parameters"]!.AsObject())
            .Select(entry => entry.Key).ToHashSet();
        var names = TemplateFile.DescendantsAndSelf(TemplateFile.Root).OfType<JsonObject>()
            .Select(node => (string?)node["Ref"] ?? ((string?)(node["Fn::GetAtt"] as JsonValue))?.Split('.')[0])
            .OfType<string>().Where(name => !name.StartsWith("AWS::", StringComparison.Ordinal)).ToHashSet();

        Assert.NotEmpty(names);
        Assert.Subset(defined, names);
    }
}
