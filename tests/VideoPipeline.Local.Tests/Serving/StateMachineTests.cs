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
    public async Task CreateStateMachine_InvalidDefinition_NamesCodeAndPlace()
    {
        var (error, message) = await server.ErrorAsync("CreateStateMachine", new JsonObject
        {
            ["name"] = "invalid", ["roleArn"] = ServerFixture.Role,
            ["definition"] = """{"StartAt": "A", "States": {"A": {"Type": "Pass"}}}""",
        });

        Assert.Equal("InvalidDefinition", error);
        Assert.StartsWith("Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: ", message, StringComparison.Ordinal);
        Assert.EndsWith(" at /States/A'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ServerFixture.Pass, "OK", null, null)]
    [InlineData("no JSON", "FAIL", "SCHEMA_VALIDATION_FAILED", null)]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Loop"}}}""", "FAIL", "SCHEMA_VALIDATION_FAILED", "/States/A/Type")]
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
    public async Task DeleteStateMachine_ThenStart_StateMachineDoesNotExist()
    {
        var arn = await server.CreateAsync("deleted", ServerFixture.Pass);
        await server.InvokeAsync("DeleteStateMachine", new JsonObject { ["stateMachineArn"] = arn });
        await server.InvokeAsync("DeleteStateMachine", new JsonObject { ["stateMachineArn"] = arn });

        var (error, _) = await server.ErrorAsync("StartExecution", new JsonObject { ["stateMachineArn"] = arn });

        Assert.Equal("StateMachineDoesNotExist", error);
    }
}
