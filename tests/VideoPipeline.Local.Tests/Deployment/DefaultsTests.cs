using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The defaults of the parameters suit a new AWS account, and keep what cannot be computed again.</summary>
public sealed class DefaultsTests
{
    // The quota of new accounts; docs.aws.amazon.com/lambda/latest/dg/troubleshooting-deployment.html.
    private const int NewAccountMemory = 3008;

    [Fact]
    public void Memory_OfAllFunctions_IsWithinTheQuotaOfNewAccounts() => Assert.All(
        RenderedTemplate.Default.OfType("AWS::Serverless::Function"),
        function => Assert.InRange(
            int.Parse((string)RenderedTemplate.Default.Properties(function)["MemorySize"]!, CultureInfo.InvariantCulture),
            128, NewAccountMemory));

    // An account with a concurrency of 10 must leave all of it unreserved, or the deployment fails.
    [Fact]
    public void Concurrency_ByDefault_IsNotReserved() => Assert.DoesNotContain(
        TemplateFile.DescendantsAndSelf(RenderedTemplate.Default.Resources).OfType<JsonObject>(),
        node => node.ContainsKey("ReservedConcurrentExecutions") || node.ContainsKey("ProvisionedConcurrencyConfig"));

    // In a bucket with versions, each deletion adds a marker, which a listing reads over, and which is kept for ever by default.
    [Fact]
    public void DeleteMarkers_WhereFunctionsDelete_AreRemoved()
    {
        const string Objects = "${Bucket.Arn}/";
        var deleted = RenderedTemplate.Default.OfType("AWS::Serverless::Function")
            .SelectMany(function => Statement.OfFunction(function)).Where(grant => grant.Action == "s3:DeleteObject")
            .Select(grant => grant.Resource[Objects.Length..].Split('/')[0] + "/").Distinct().ToList();
        var rules = RenderedTemplate.Default.Properties("Bucket")["LifecycleConfiguration"]!["Rules"]!.AsArray();

        Assert.Equal(["find/", "queue/", "runs/"], deleted.Order());
        Assert.All(deleted, prefix => Assert.Contains(rules, rule =>
            (string?)rule!["Prefix"] == prefix && (string?)rule["ExpiredObjectDeleteMarker"] == "true"));
        // S3 rejects a rule with both.
        Assert.DoesNotContain(rules, rule =>
            rule!["ExpiredObjectDeleteMarker"] is not null && rule["ExpirationInDays"] is not null);
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("90", "90")]
    public void ResultsExpiry_Days_ExpireRuns(string days, string? expires)
    {
        var bucket = new RenderedTemplate(("ResultsExpiry", days)).Properties("Bucket");

        var rules = bucket["LifecycleConfiguration"]!["Rules"]!.AsArray();
        var results = rules.Where(rule => (string?)rule!["Prefix"] == "runs/").Select(rule => (string?)rule!["ExpirationInDays"]);
        Assert.Equal(expires, results.FirstOrDefault(value => value is not null));
        Assert.Equal("30", (string?)rules.Single(rule => (string?)rule!["Prefix"] == "partials/")!["ExpirationInDays"]);
    }
}
