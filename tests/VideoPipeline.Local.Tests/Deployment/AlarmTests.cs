using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The alarms and the budget of the template.</summary>
public sealed class AlarmTests
{
    [Fact]
    public void Alarms_CoverEveryEndOfAnExecutionButSuccess() => Assert.Superset(
        new HashSet<string?> { "ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted" },
        Alarms().Select(alarm => (string?)alarm["MetricName"]).ToHashSet());

    [Fact]
    public void Throttles_OfAllWorkers_AreCounted()
    {
        var metrics = TemplateFile.Properties("ThrottlesAlarm")["Metrics"]!.AsArray();
        var functions = TemplateFile.Properties("StateMachine")["DefinitionSubstitutions"]!.AsObject()
            .Select(entry => entry.Key).Where(name => name.EndsWith("Function", StringComparison.Ordinal));

        var counted = metrics.Select(metric => metric!["MetricStat"]?["Metric"]).OfType<JsonObject>().ToList();
        Assert.All(counted, metric => Assert.Equal("Throttles", (string?)metric["MetricName"]));
        // Those that the state machine invokes, except the one that records failures.
        Assert.Equal(
            functions.Where(name => name != "RecordFailureFunction").Order(),
            counted.Select(metric => (string)metric["Dimensions"]![0]!["Value"]!["Ref"]!).Order());
        Assert.Single(metrics, metric => (string?)metric!["ReturnData"] != "false");
    }

    [Fact]
    public void AlarmEmail_Set_AllAlarmsNotifyIt() => Assert.All(
        Alarms(new RenderedTemplate(("AlarmEmail", "ops@example.com"))),
        alarm => Assert.Equal("AlarmTopic", (string?)alarm["AlarmActions"]![0]!["Ref"]));

    [Theory]
    [InlineData("", "0", false)]
    [InlineData("ops@example.com", "0", false)]
    [InlineData("", "100", false)]
    [InlineData("ops@example.com", "100", true)]
    public void Budget_OnlyWithAddressAndAmount(string email, string amount, bool exists)
    {
        var template = new RenderedTemplate(("AlarmEmail", email), ("MonthlyBudget", amount));

        Assert.Equal(exists, template.Resources.ContainsKey("Budget"));
        if (!exists) return;
        var budget = template.Properties("Budget");
        Assert.Equal(amount, (string?)budget["Budget"]!["BudgetLimit"]!["Amount"]);
        Assert.All(
            budget["NotificationsWithSubscribers"]!.AsArray(),
            one => Assert.Equal(email, (string?)one!["Subscribers"]![0]!["Address"]));
    }

    private static IEnumerable<JsonObject> Alarms(RenderedTemplate? template = null) =>
        (template ?? RenderedTemplate.Default).OfType("AWS::CloudWatch::Alarm")
            .Select((template ?? RenderedTemplate.Default).Properties);
}
