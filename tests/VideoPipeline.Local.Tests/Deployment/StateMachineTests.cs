using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
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
