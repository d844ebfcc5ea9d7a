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
