using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The state machine of the template agrees with the definition.</summary>
public sealed partial class StateMachineTests
{
    private static readonly JsonObject s_substitutions =
        TemplateFile.Properties("StateMachine")["DefinitionSubstitutions"]!.AsObject();
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<Statement>> s_role = Statement.OfRole("StateMachineRole");

    [Fact]
    public void Substitutions_AreThoseOfTheDefinition() => Assert.Equal(
        Placeholder().Matches(DefinitionFile.Text).Select(match => match.Groups[1].Value).Distinct().Order(),
        s_substitutions.Select(substitution => substitution.Key).Order());

    [Fact]
    public void Role_MayInvokeOnlyFunctionsOfTheDefinition() => Assert.Equal(
        s_substitutions.Select(substitution => new Statement(
            "lambda:InvokeFunction", $"${{{substitution.Value!["Fn::GetAtt"]}}}", null)),
        s_role["InvokeFunctions"]);

    [Fact]
    public void Role_HasOnlyThePermissionsOfDistributedMaps()
    {
        const string states = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}";
        Assert.Equal("AWS::StackName", (string?)TemplateFile.Properties("StateMachine")["Name"]!["Ref"]);

        Assert.Equal(
            [
                new("s3:GetObject", "${Bucket.Arn}/runs/*/plan.json", null),
                new("s3:GetObject", "${Bucket.Arn}/runs/*/stills.json", null),
                new("states:StartExecution", $"{states}:stateMachine:${{AWS::StackName}}", null),
                new("states:DescribeExecution", $"{states}:execution:${{AWS::StackName}}:*", null),
                new("states:StopExecution", $"{states}:execution:${{AWS::StackName}}:*", null),
                new Statement("states:RedriveExecution", $"{states}:execution:${{AWS::StackName}}/*", null),
            ],
            s_role["DistributedMap"]);
    }

    [Fact]
    public void Definition_UsesOnlyIntegrationsOfTheRole() => Assert.Equal(
        ["arn:aws:states:::lambda:invoke", "arn:aws:states:::s3:getObject"],
        TemplateFile.DescendantsAndSelf(JsonNode.Parse(DefinitionFile.Text)).OfType<JsonObject>()
            .Where(node => node["Resource"] is JsonValue).Select(node => (string)node["Resource"]!).Distinct().Order());

    [Fact]
    public void Tasks_AreTriedAgainWithoutEndIfThrottledAndNeverAfterATimeout()
    {
        var tasks = Directory.GetFiles(Path.Combine(Repository.Root, "statemachine"), "*.asl.json")
            .Select(File.ReadAllText)
            .SelectMany(text => TemplateFile.DescendantsAndSelf(JsonNode.Parse(text)).OfType<JsonObject>())
            .Where(node => (string?)(node["Type"] as JsonValue) == "Task").ToList();

        Assert.NotEmpty(tasks);
        Assert.All(tasks, task =>
        {
            var retriers = task["Retry"]!.AsArray();
            Assert.Equal(["Lambda.TooManyRequestsException"], Errors(retriers[0]!));
            Assert.Equal((99_999_999, "FULL"), ((int)retriers[0]!["MaxAttempts"]!, (string)retriers[0]!["JitterStrategy"]!));
            Assert.True((int)retriers[0]!["MaxDelaySeconds"]! > 0);
            Assert.Empty(retriers.SelectMany(retrier => Errors(retrier!)).Intersect(
                ["Sandbox.Timedout", "States.Timeout", "States.ALL", "States.TaskFailed"]));
        });

        static IEnumerable<string> Errors(JsonNode retrier) => retrier["ErrorEquals"]!.AsArray().Select(error => (string)error!);
    }

    // With 25,000 events, Step Functions fails the execution. A count enters and leaves Continue, IsDone and Wait, and schedules,
    // starts and ends the task; the waits grow from 15 s to 300 s.
    [Fact]
    public void Batch_TimeLimit_IsReachedBeforeItsHistoryIsFull()
    {
        const int EventsPerCount = 9, EventsPerPage = 7, Pages = 500, LongestWait = 300, FirstWaits = 20;
        var path = Path.Combine(Repository.Root, "statemachine", "batch.asl.json");
        var limit = (int)JsonNode.Parse(File.ReadAllText(path))!["TimeoutSeconds"]!;

        var events = ((limit / LongestWait) + FirstWaits) * EventsPerCount;

        Assert.InRange(events + (Pages * EventsPerPage), 1, 24_999); // 250,000 objects
    }

    // Otherwise a redrive would only fail again.
    [Fact]
    public void Definition_HasNoFailStateAndCatchesOnlyThatAVideoCannotBeSplit()
    {
        var nodes = TemplateFile.DescendantsAndSelf(JsonNode.Parse(DefinitionFile.Text)).OfType<JsonObject>().ToList();

        Assert.DoesNotContain(nodes, node => (string?)(node["Type"] as JsonValue) == "Fail");
        Assert.Equal(
            ["UnsplittableVideoException"],
            nodes.Where(node => node["Catch"] is JsonArray).SelectMany(node => node["Catch"]!.AsArray())
                .SelectMany(catcher => catcher!["ErrorEquals"]!.AsArray()).Select(error => (string)error!).Distinct());
    }

    [Fact]
    public void Tasks_HaveTheTimeoutsOfTheirFunctions()
    {
        var tasks = TemplateFile.DescendantsAndSelf(JsonNode.Parse(DefinitionFile.Text)).OfType<JsonObject>()
            .Where(node => (string?)node["Type"] == "Task").ToList();

        Assert.NotEmpty(tasks);
        Assert.All(tasks, task =>
        {
            var name = Placeholder().Match((string)task["Parameters"]!["FunctionName"]!).Groups[1].Value;
            var function = ((string)s_substitutions[name]!["Fn::GetAtt"]!).Split('.')[0];
            Assert.Equal((string?)TemplateFile.Properties(function)["Timeout"], task["TimeoutSeconds"]!.ToString());
        });
    }

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Placeholder();
}
