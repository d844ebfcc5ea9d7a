using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>The operations on state machines.</summary>
[Collection(ServerCollection.Name)]
public sealed class StateMachineTests(ServerFixture server)
{
    [Fact]
    public async Task CreateStateMachine_Twice_IsOneUnlessTheDefinitionDiffers()
    {
        var created = await server.CreateAsync("twice", ServerFixture.Pass);
        var again = await server.CreateAsync("twice", ServerFixture.Pass);

        Assert.Equal(created, again);
        Assert.Equal(
            ("StateMachineAlreadyExists", $"State Machine Already Exists: '{created}'"),
            await server.ErrorAsync("CreateStateMachine", new JsonObject
            {
                ["name"] = "twice", ["roleArn"] = ServerFixture.Role,
                ["definition"] = ServerFixture.Pass.Replace("\"A\"", "\"B\"", StringComparison.Ordinal),
            }));
    }

    [Fact]
    public async Task CreateStateMachine_InvalidDefinition_NamesAllFaultsAsAws()
    {
        var (error, message) = await server.ErrorAsync("CreateStateMachine", new JsonObject
        {
            ["name"] = "invalid",
            ["roleArn"] = ServerFixture.Role,
            ["definition"] = """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}""",
        });

        Assert.Equal("InvalidDefinition", error);
        Assert.Equal(
            "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next, "
            + "MISSING_END_STATE: Workflow has no terminal state at null'",
            message);
    }

    [Theory]
    [InlineData(ServerFixture.Pass, "OK", null, null)]
    [InlineData("\"\"", "FAIL", "SCHEMA_VALIDATION_FAILED", null)]
    [InlineData(
        """{"StartAt": "A", "States": {"A": {"Type": "Loop", "End": true}}}""",
        "FAIL", "SCHEMA_VALIDATION_FAILED", "/States/A/Type")]
    [InlineData(
        """{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", "Output": "{% a %}", "End": true}}}""",
        "FAIL", "UNSUPPORTED_JSONATA_EXPRESSION", "/States/A/Output")]
    public async Task ValidateStateMachineDefinition_Definition_ReportsItsFault(
        string definition, string result, string? code, string? location)
    {
        var response = await server.InvokeAsync("ValidateStateMachineDefinition", new JsonObject { ["definition"] = definition });

        var diagnostic = response["diagnostics"]!.AsArray().SingleOrDefault();
        Assert.Equal(result, (string?)response["result"]);
        Assert.Equal((code, location), ((string?)diagnostic?["code"], (string?)diagnostic?["location"]));
    }

    [Fact]
    public async Task ValidateStateMachineDefinition_MoreFaultsThanMaxResults_IsTruncated()
    {
        const string definition = """
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Result": "$.r", "InputPath": "a", "OutputPath": "b", "End": true}}}
            """;

        var all = await ValidateAsync(new JsonObject { ["definition"] = definition, ["severity"] = "WARNING" });
        var errors = await ValidateAsync(new JsonObject { ["definition"] = definition });
        var first = await ValidateAsync(new JsonObject { ["definition"] = definition, ["maxResults"] = 1 });

        Assert.Equal((3, false), (all.Count, all.Truncated));
        Assert.Equal((2, false), (errors.Count, errors.Truncated));
        Assert.Equal((1, true), (first.Count, first.Truncated));
        Assert.Equal(
            "ValidationException",
            (await server.ErrorAsync("ValidateStateMachineDefinition", new JsonObject
            {
                ["definition"] = definition, ["maxResults"] = 101,
            })).Error);
    }

    [Fact]
    public async Task ValidateStateMachineDefinition_Warning_IsNoFailure()
    {
        var request = new JsonObject
        {
            ["definition"] = """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": "$.r", "End": true}}}""",
            ["severity"] = "WARNING",
        };

        var response = await server.InvokeAsync("ValidateStateMachineDefinition", request);

        Assert.Equal("OK", (string?)response["result"]);
        Assert.Equal("PASS_RESULT_IS_STATIC", (string?)response["diagnostics"]![0]!["code"]);
    }

    [Fact]
    public async Task ValidateStateMachineDefinition_Express_HasNoTaskTokens()
    {
        const string definition = """
            {"StartAt": "A", "States": {"A": {
              "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Parameters": {}, "End": true}}}
            """;

        var standard = await ValidateAsync(new JsonObject { ["definition"] = definition });
        var express = await ValidateAsync(new JsonObject { ["definition"] = definition, ["type"] = "EXPRESS" });

        Assert.Equal((0, 1), (standard.Count, express.Count));
    }

    [Fact]
    public async Task DeleteStateMachine_ThenStart_StateMachineDoesNotExist()
    {
        var arn = await server.CreateAsync("deleted", ServerFixture.Pass);
        await server.InvokeAsync("DeleteStateMachine", new JsonObject { ["stateMachineArn"] = arn });
        await server.InvokeAsync("DeleteStateMachine", new JsonObject { ["stateMachineArn"] = arn });

        var (error, _) = await server.ErrorAsync("StartExecution", new JsonObject { ["stateMachineArn"] = arn });

        Assert.Equal("StateMachineDoesNotExist", error);
    }

    // Which request is the same as the one before; as on AWS, roles and tags may differ.
    [Theory]
    [InlineData("roleArn", "\"arn:aws:iam::000000000000:role/other\"", null)]
    [InlineData("tags", """[{"key": "k", "value": "v"}]""", null)]
    [InlineData("type", "\"EXPRESS\"", "StateMachineAlreadyExists")]
    [InlineData("publish", "true", "StateMachineAlreadyExists")]
    [InlineData("tracingConfiguration", """{"enabled": true}""", "StateMachineAlreadyExists")]
    public async Task CreateStateMachine_AgainWithOtherMember_IsTheSameOrAlreadyExists(string member, string value, string? error)
    {
        var name = $"again-{member}";
        var arn = await server.CreateAsync(name, ServerFixture.Pass);
        var request = new JsonObject
        {
            ["name"] = name, ["roleArn"] = ServerFixture.Role, ["definition"] = ServerFixture.Pass,
            [member] = JsonNode.Parse(value),
        };

        using var response = await server.SendAsync("CreateStateMachine", request.ToJsonString());

        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(
            (error is null ? arn : null, error, error is null ? null : $"State Machine Already Exists: '{arn}'"),
            ((string?)json["stateMachineArn"], (string?)json["__type"], (string?)json["message"]));
    }

    [Fact]
    public async Task CreateStateMachine_WithoutConfigurations_DescribedWithTheDefaults()
    {
        var machine = await DescribeAsync(await server.CreateAsync("defaults", ServerFixture.Pass));

        Assert.Equal("""{"level":"OFF","includeExecutionData":false}""", machine["loggingConfiguration"]!.ToJsonString());
        Assert.Equal("""{"enabled":false}""", machine["tracingConfiguration"]!.ToJsonString());
        Assert.Equal("""{"type":"AWS_OWNED_KEY"}""", machine["encryptionConfiguration"]!.ToJsonString());
        Assert.False(machine.ContainsKey("revisionId"));
    }

    [Fact]
    public async Task UpdateStateMachine_Configurations_AreDescribedAndARevisionOfTheirOwn()
    {
        const string Logging =
            """{"level":"ERROR","includeExecutionData":true,"destinations":[{"cloudWatchLogsLogGroup":{"logGroupArn":"a:*"}}]}""";
        var arn = await server.CreateAsync("configured", ServerFixture.Pass);
        var request = new JsonObject
        {
            ["stateMachineArn"] = arn,
            ["loggingConfiguration"] = JsonNode.Parse(Logging),
            ["tracingConfiguration"] = new JsonObject { ["enabled"] = true },
        };

        var updated = await server.InvokeAsync("UpdateStateMachine", request);
        var unchanged = await server.InvokeAsync("UpdateStateMachine", request);

        var machine = await DescribeAsync(arn);
        Assert.Equal(Logging, machine["loggingConfiguration"]!.ToJsonString());
        Assert.Equal("""{"enabled":true}""", machine["tracingConfiguration"]!.ToJsonString());
        Assert.NotNull((string?)updated["revisionId"]);
        Assert.Equal((string?)updated["revisionId"], (string?)machine["revisionId"]);
        Assert.Equal((string?)updated["revisionId"], (string?)unchanged["revisionId"]);
        Assert.Equal(ServerFixture.Pass, (string?)machine["definition"]);
    }

    [Theory]
    [InlineData("""{"loggingConfiguration": {"level": "ALL"}}""", "InvalidLoggingConfiguration")]
    [InlineData(
        """{"loggingConfiguration": {"level": "ALL", "destinations": [{}, {}]}}""", "InvalidLoggingConfiguration")]
    [InlineData("""{"tracingConfiguration": {}}""", "InvalidTracingConfiguration")]
    [InlineData("""{"encryptionConfiguration": {"type": "CUSTOMER_MANAGED_KMS_KEY"}}""", "InvalidEncryptionConfiguration")]
    [InlineData("""{"versionDescription": "none"}""", "ValidationException")]
    [InlineData("""{"publish": false}""", "MissingRequiredParameter")]
    public async Task UpdateStateMachine_InvalidConfiguration_ErrorAndNoChange(string members, string error)
    {
        var arn = await server.CreateAsync("unchanged", ServerFixture.Pass);
        var request = JsonNode.Parse(members)!.AsObject();
        request["stateMachineArn"] = arn;

        Assert.Equal(error, (await server.ErrorAsync("UpdateStateMachine", request)).Error);

        Assert.False((await DescribeAsync(arn)).ContainsKey("revisionId"));
    }

    [Fact]
    public async Task DescribeStateMachine_MetadataOnly_HasNoDefinition()
    {
        var arn = await server.CreateAsync("metadata", ServerFixture.Pass);

        var machine = await server.InvokeAsync(
            "DescribeStateMachine", new JsonObject { ["stateMachineArn"] = arn, ["includedData"] = "METADATA_ONLY" });

        Assert.Equal("{}", (string?)machine["definition"]);
    }

    [Fact]
    public async Task DescribeStateMachine_StatesThatReadVariables_AreListed()
    {
        const string Definition = """
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Assign": {"y": 1, "x": 2}, "Next": "B"},
              "B": {"Type": "Pass", "Parameters": {"p.$": "States.MathAdd($y, $x)"}, "End": true}}}
            """;
        var arn = await server.CreateAsync("variables", Definition);
        var execution = (string)(await server.RunAsync(arn, "{}"))["executionArn"]!;

        var machine = await DescribeAsync(arn);
        var ofExecution = await server.InvokeAsync(
            "DescribeStateMachineForExecution", new JsonObject { ["executionArn"] = execution });
        var withoutData = await server.InvokeAsync(
            "DescribeStateMachine", new JsonObject { ["stateMachineArn"] = arn, ["includedData"] = "METADATA_ONLY" });

        Assert.Equal("""{"B":["x","y"]}""", machine["variableReferences"]!.ToJsonString());
        Assert.Equal("""{"B":["x","y"]}""", ofExecution["variableReferences"]!.ToJsonString());
        Assert.False(withoutData.ContainsKey("variableReferences"));
    }

    [Theory]
    [InlineData("StartExecution")]
    [InlineData("UpdateStateMachine")]
    [InlineData("DeleteStateMachine")]
    [InlineData("PublishStateMachineVersion")]
    [InlineData("ListStateMachineVersions")]
    [InlineData("ListExecutions")]
    public async Task Operation_ArnWithTheLabelOfAMap_ValidationExceptionWithReason(string operation)
    {
        var request = new JsonObject
        {
            ["stateMachineArn"] = "arn:aws:states:us-east-1:000000000000:stateMachine:labelled/Each", ["roleArn"] = "r",
        };

        using var response = await server.SendAsync(operation, request.ToJsonString());

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(
            ("ValidationException", "API_DOES_NOT_SUPPORT_LABELED_ARNS"), ((string?)error["__type"], (string?)error["reason"]));
    }

    private async Task<JsonObject> DescribeAsync(string arn) =>
        await server.InvokeAsync("DescribeStateMachine", new JsonObject { ["stateMachineArn"] = arn });

    private async Task<(int Count, bool Truncated)> ValidateAsync(JsonObject request)
    {
        var response = await server.InvokeAsync("ValidateStateMachineDefinition", request);
        return (response["diagnostics"]!.AsArray().Count, (bool)response["truncated"]!);
    }
}
