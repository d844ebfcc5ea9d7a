using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving.StateTests;

/// <summary>The operation TestState.</summary>
[Collection(ServerCollection.Name)]
public sealed class TestStateTests(ServerFixture server)
{
    private const string Role = "arn:aws:iam::111111111111:role/r";
    private const string Functions = "arn:aws:lambda:us-east-1:000000000000:function:";

    private const string ContextTask =
        """
        {"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:lambda:r:1:function:f",
          "Output": "{% $states.context %}",
         "End": true}
        """;

    [Theory]
    [InlineData(Role)]
    [InlineData(null)]
    public async Task TestState_NoContext_HasThatOfAnExpressExecution(string? role)
    {
        var request = Request(ContextTask, """{"mock": {"result": "1"}, "input": "{\"a\":1}"}""");
        if (role is not null) request["roleArn"] = role;

        var context = await OutputAsync(request);

        var (execution, machine, state) = (context["Execution"]!, context["StateMachine"]!, context["State"]!);
        var (id, name) = ((string)execution["Id"]!, (string)execution["Name"]!);
        Assert.Equal($"arn:aws:states:us-east-1:000000000000:express:{(string?)machine["Name"]}:{name}", id);
        Assert.Equal(
            $"arn:aws:states:us-east-1:000000000000:stateMachine:{(string?)machine["Name"]}", (string?)machine["Id"]);
        Assert.Equal((role, 1), ((string?)execution["RoleArn"], (int)execution["Input"]!["a"]!));
        Assert.Equal(["Id", "Input", "Name", "RoleArn", "StartTime"], execution.AsObject().Select(field => field.Key));
        Assert.Equal(("StateName", 0), ((string?)state["Name"], (int)state["RetryCount"]!));
        Assert.Null(context["Map"]);
    }

    [Fact]
    public async Task TestState_StateOfAMap_HasItsInputAsTheFirstItem()
    {
        var definition =
            $$"""
            {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {
              "StartAt": "T", "States": {"T": {{ContextTask}} } } } } }
            """;

        var context = await OutputAsync(
            Request(definition, """{"stateName": "T", "mock": {"result": "1"}, "input": "{\"a\":1}"}"""));

        Assert.Equal("""{"Item":{"Index":0,"Value":{"a":1}}}""", context["Map"]!.ToJsonString());
    }

    [Fact]
    public async Task TestState_FunctionOfTheTemplate_IsInvoked()
    {
        var request = Request(
            $$"""
            {"Type": "Task", "Resource": "{{Functions}}IndexFunction", "End": true,
             "Retry": [{"ErrorEquals": ["States.Timeout"]}],
             "Catch": [{"ErrorEquals": ["InvalidInputException"], "ResultPath": "$.error", "Next": "Invalid"}]}
            """,
            """{"input": "{\"run\":\"x\",\"input\":{}}", "inspectionLevel": "DEBUG"}""");
        request["roleArn"] = Role;

        var response = await server.InvokeAsync("TestState", request);

        Assert.Equal(
            ("CAUGHT_ERROR", "InvalidInputException", "Invalid"),
            ((string?)response["status"], (string?)response["error"], (string?)response["nextState"]));
        Assert.Equal("""{"catchIndex":0}""", response["inspectionData"]!["errorDetails"]!.ToJsonString());
        var output = JsonNode.Parse((string)response["output"]!)!;
        Assert.Equal(("x", (string?)response["cause"]), ((string?)output["run"], (string?)output["error"]!["Cause"]));
    }

    [Fact]
    public async Task TestState_NestedExecution_IsStarted()
    {
        var created = await server.InvokeAsync("CreateStateMachine", new JsonObject
        {
            ["name"] = "of-a-test", ["roleArn"] = Role,
            ["definition"] = """{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}""",
        });
        var machine = (string)created["stateMachineArn"]!;
        var request = Request(
            $$"""
            {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution",
             "Parameters": {"StateMachineArn": "{{machine}}", "Name": "by-test-state"}, "OutputPath": "$.ExecutionArn",
             "End": true}
            """,
            "{}");
        request["roleArn"] = Role;

        var response = await server.InvokeAsync("TestState", request);

        var arn = machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal) + ":by-test-state";
        Assert.Equal($"\"{arn}\"", (string?)response["output"]);
        Assert.Equal("SUCCEEDED", (await server.WaitForEndAsync(arn)).Status.Value);
    }

    [Theory]
    [InlineData("""{"definition": ""}""", "ValidationException", "1 validation error detected: Value at 'definition' failed*")]
    [InlineData("{}", "ValidationException", "1 validation error detected: Value at 'definition' failed*")]
    [InlineData(
        """{"definition": "{}"}""", "InvalidDefinition", "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: *")]
    [InlineData(
        """{"definition": "{\"Type\": \"Succeed\"}", "stateName": "S"}""", "InvalidDefinition",
        "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: *")]
    [InlineData(
        """{"definition": "{\"Type\": \"Succeed\"}", "input": "no JSON"}""", "InvalidExecutionInput",
        "Invalid State Machine Execution Input: *")]
    [InlineData("""{"definition": "{\"Type\": \"Succeed\"}", "variables": "[]"}""", "ValidationException", "Variables must be*")]
    [InlineData(
        """{"definition": "{}", "mock": {"fieldValidationMode": "LAX"}}""", "ValidationException",
        "1 validation error detected: Value 'LAX' at 'mock.fieldValidationMode' failed*[STRICT, PRESENT, NONE]")]
    [InlineData(
        """{"definition": "{}", "stateConfiguration": {"retrierRetryCount": -1}}""", "ValidationException",
        "1 validation error detected: Value '-1' at 'stateConfiguration.retrierRetryCount' failed*")]
    [InlineData(
        """{"definition": "{\"Type\": \"Succeed\"}", "context": "{}"}""", "ValidationException",
        "context can only be specified when a mock is specified.")]
    public async Task TestState_InvalidRequest_Refused(string request, string error, string message)
    {
        var actual = await ErrorAsync(JsonNode.Parse(request)!.AsObject());

        Assert.Equal(error, actual.Error);
        Assert.Matches($"^{string.Join(".*", message.Split('*').Select(Regex.Escape))}$", actual.Message);
    }

    [Theory]
    [InlineData("input", 262_144, "size less than or equal to 262144 bytes in UTF-8 encoding")]
    [InlineData("mock.result", 262_144, "size less than or equal to 262144 bytes in UTF-8 encoding")]
    [InlineData("mock.errorOutput.cause", 32_768, "length less than or equal to 32768")]
    public async Task TestState_TooLongMember_Refused(string member, int limit, string constraint)
    {
        var request = new JsonObject { ["definition"] = """{"Type": "Succeed"}""" };
        var (structure, names) = (request, member.Split('.'));
        foreach (var name in names[..^1]) structure = (structure[name] = new JsonObject()).AsObject();
        structure[names[^1]] = new string('1', limit + 1);

        Assert.Equal(
            ("ValidationException",
                $"1 validation error detected: Value at '{member}' failed to satisfy constraint: Member must have {constraint}"),
            await ErrorAsync(request));
    }

    [Theory]
    [InlineData("arn:aws:states:us-east-1:000000000000:activity:a", "TestState API does not support Activity tasks.")]
    [InlineData(
        "arn:aws:states:::states:startExecution.sync:2",
        "TestState API does not support '.sync' or '.waitForTaskToken' integration patterns.")]
    public async Task TestState_TaskThatNeedsAMock_Refused(string resource, string message)
    {
        var request = Request(
            $$"""{"Type": "Task", "Resource": "{{resource}}", "Parameters": {}, "End": true}""", $$"""{"roleArn": "{{Role}}"}""");

        Assert.Equal(("InvalidDefinition", message), await ErrorAsync(request));
    }

    private static JsonObject Request(string definition, string members)
    {
        var request = JsonNode.Parse(members)!.AsObject();
        request["definition"] = definition;
        return request;
    }

    private async Task<JsonNode> OutputAsync(JsonObject request) =>
        JsonNode.Parse((string)(await server.InvokeAsync("TestState", request))["output"]!)!;

    private async Task<(string? Error, string? Message)> ErrorAsync(JsonObject request)
    {
        using var response = await server.SendAsync("TestState", request.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return ((string?)json["__type"], (string?)json["message"]);
    }
}
