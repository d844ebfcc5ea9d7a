using System.Text.Json.Nodes;
using VideoPipeline.Storage;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>Every policy of the template.</summary>
public sealed class PolicyTests
{
    // These know no resources (Service Authorization Reference).
    private static readonly string[] s_onAnything = ["logs:", "xray:"];

    private static readonly IReadOnlyList<JsonObject> s_grants =
    [
        .. TemplateFile.All(TemplateFile.Resources).OfType<JsonObject>().Where(node => (string?)(node["Effect"] as JsonValue) == "Allow"),
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
            if (resource.ToString() == "*") Assert.Contains(s_onAnything, prefix => action.StartsWith(prefix, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void FilesOfARun_HaveOneWriterEach()
    {
        var run = new RunKeys("film-1");
        string[] keys =
        [
            run.Input, run.Index, run.IndexTables, run.Plan, run.RangeReport(0), run.Stills, run.StillsReport(0), run.Frames, run.Labels,
            run.Fingerprints, run.Mean, run.ContactSheet, run.Run, run.Summary, run.Failure, run.FailureOf(0), run.FailureOfStills(0),
        ];
        var functions = TemplateFile.OfType("AWS::Serverless::Function").Select(Statement.OfFunction).ToList();

        Assert.All(keys, key => Assert.Single(
            functions, granted => granted.Any(grant => grant.Grants("s3:PutObject", $"${{Bucket.Arn}}/{key}"))));
        Assert.DoesNotContain(functions, granted => granted.Any(grant => grant.Grants("s3:PutObject", $"${{Bucket.Arn}}/{run.Prefix}other")));
    }

    [Fact]
    public void Principals_AreServicesOfThisAccountsOwnMaking() => Assert.All(s_grants.Where(statement => statement["Principal"] is not null), statement =>
    {
        Assert.Contains((string)statement["Principal"]!["Service"]!, (string[])["states.amazonaws.com", "events.amazonaws.com"]);
        Assert.NotNull(statement["Condition"]); // so that no other account can send them here
    });

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
        Assert.Equal(("Deny", "s3:*", "false"), ((string?)denial["Effect"], (string?)denial["Action"], (string?)denial["Condition"]!["Bool"]!["aws:SecureTransport"]));
        Assert.Equal("Retain", (string?)TemplateFile.Resources["Bucket"]!["DeletionPolicy"]);
    }

    [Fact]
    public void References_NameWhatIsThere()
    {
        var known = TemplateFile.Resources.Concat(TemplateFile.Root["Parameters"]!.AsObject()).Select(entry => entry.Key).ToHashSet();
        var names = TemplateFile.All(TemplateFile.Root).OfType<JsonObject>()
            .Select(node => (string?)node["Ref"] ?? ((string?)(node["Fn::GetAtt"] as JsonValue))?.Split('.')[0])
            .OfType<string>().Where(name => !name.StartsWith("AWS::", StringComparison.Ordinal)).ToHashSet();

        Assert.NotEmpty(names);
        Assert.Subset(known, names);
    }
}
