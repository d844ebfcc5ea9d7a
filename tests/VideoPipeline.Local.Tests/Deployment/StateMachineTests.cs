using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The state machine of the template, held against the definition.</summary>
public sealed partial class StateMachineTests
{
    private static readonly string Definition = File.ReadAllText(Path.Combine(Repository.Root, "statemachine", "video-pipeline.asl.json"));
    private static readonly JsonObject Substitutions = TemplateFile.Properties("StateMachine")["DefinitionSubstitutions"]!.AsObject();
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<Statement>> Role = Statement.OfRole("StateMachineRole");

    [Fact]
    public void Substitutions_AreThoseOfTheDefinition() => Assert.Equal(
        Placeholder().Matches(Definition).Select(match => match.Groups[1].Value).Distinct().Order(),
        Substitutions.Select(substitution => substitution.Key).Order());

    [Fact]
    public void Role_InvokesTheFunctionsOfTheDefinitionAndNoOther() => Assert.Equal(
        Substitutions.Select(substitution => new Statement("lambda:InvokeFunction", $"${{{substitution.Value!["Fn::GetAtt"]}}}", null)),
        Role["InvokeFunctions"]);

    [Fact]
    public void Role_DoesWhatADistributedMapNeedsAndNoMore()
    {
        const string states = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}";
        Assert.Equal("AWS::StackName", (string?)TemplateFile.Properties("StateMachine")["Name"]!["Ref"]);

        Assert.Equal(
            [
                new("s3:GetObject", "${Bucket.Arn}/runs/*", null),
                new("states:StartExecution", $"{states}:stateMachine:${{AWS::StackName}}", null),
                new("states:DescribeExecution", $"{states}:execution:${{AWS::StackName}}:*", null),
                new("states:StopExecution", $"{states}:execution:${{AWS::StackName}}:*", null),
                new Statement("states:RedriveExecution", $"{states}:execution:${{AWS::StackName}}/*", null),
            ],
            Role["DistributedMap"]);
    }

    [Fact]
    public void Definition_CallsNothingThatTheRoleMayNot() => Assert.Subset(
        new HashSet<string?> { "arn:aws:states:::lambda:invoke", "arn:aws:states:::s3:getObject" },
        TemplateFile.All(JsonNode.Parse(Definition)).OfType<JsonObject>()
            .Where(node => node["Resource"] is JsonValue).Select(node => (string?)node["Resource"]).ToHashSet());

    [Fact]
    public void Tasks_HaveTheTimeOfTheirFunctions()
    {
        var tasks = TemplateFile.All(JsonNode.Parse(Definition)).OfType<JsonObject>().Where(node => (string?)node["Type"] == "Task").ToList();

        Assert.NotEmpty(tasks);
        Assert.All(tasks, task =>
        {
            var name = Placeholder().Match((string)task["Parameters"]!["FunctionName"]!).Groups[1].Value;
            var function = ((string)Substitutions[name]!["Fn::GetAtt"]!).Split('.')[0];
            Assert.Equal((string?)TemplateFile.Properties(function)["Timeout"], task["TimeoutSeconds"]!.ToString());
        });
    }

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Placeholder();
}
