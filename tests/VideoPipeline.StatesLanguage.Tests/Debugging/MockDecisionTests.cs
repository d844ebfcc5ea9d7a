using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;
using static VideoPipeline.StatesLanguage.Tests.Support.DebuggedMachine;

namespace VideoPipeline.StatesLanguage.Tests.Debugging;

/// <summary>What a result or an error in the place of a state's work does to an execution.</summary>
public sealed class MockDecisionTests
{
    private readonly DebuggedMachine _debugged = new();

    [Theory]
    [InlineData("Pass", "\"Result\": 1, \"ResultPath\": \"$.r\"", """{"a":1}""")]
    [InlineData("Wait", "\"Seconds\": 99999", """{"a":1}""")]
    [InlineData("Task", Resource, """{"a":1}""")]
    [InlineData("Task", Resource + """, "ResultSelector": {"s.$": "$.a"}, "ResultPath": "$.r" """, """{"i":0,"r":{"s":1}}""")]
    [InlineData("Parallel", "\"ResultPath\": \"$.r\", \"Branches\": [" + Inner + "]", """{"i":0,"r":{"a":1}}""")]
    [InlineData("Map", """ "ItemsPath": "$.none", "ResultSelector": {"s.$": "$.a"}, "Iterator": """ + Inner, """{"s":1}""")]
    public async Task Mock_Result_TakesThePlaceOfTheWork(string type, string fields, string output)
    {
        var before = _debugged.Machine.Time.GetUtcNow();

        var result = await _debugged.RunAsync(
            Machine.Single($$"""{"Type": "{{type}}", {{fields}}}"""),
            ScriptedDebugger.Mocking("S", StateMock.Result(JsonData.Parse("""{"a": 1}"""))),
            """{"i": 0}""");

        Assert.Equal(output, result.Output?.ToString());
        Assert.Equal($"ExecutionStarted {type}StateEntered {type}StateExited ExecutionSucceeded", Machine.Types(result));
        Assert.Equal(before, _debugged.Machine.Time.GetUtcNow());
    }

    [Fact]
    public async Task Mock_ResultOfSucceed_IsTheOutput() => Assert.Equal(
        1, (await _debugged.RunAsync(
            Machine.Single("""{"Type": "Succeed", "OutputPath": "$.none"}"""),
            ScriptedDebugger.Mocking("S", StateMock.Result(1)))).Output);

    [JsonataFact]
    public async Task Mock_ResultInJsonata_IsTheResultOfOutput()
    {
        var state = $$"""{"Type": "Task", "QueryLanguage": "JSONata", {{Resource}}, "Output": "{% $states.result + 1 %}"}""";

        Assert.Equal(42, (await _debugged.RunAsync(
            Machine.Single(state), ScriptedDebugger.Mocking("S", StateMock.Result(41)))).Output);
    }

    [Theory]
    [InlineData("Task", Resource)]
    [InlineData("Parallel", "\"Branches\": [" + Inner + "]")]
    [InlineData("Map", "\"Iterator\": " + Inner)]
    public async Task Mock_Error_IsRetriedAndCaughtWithoutAnyWork(string type, string fields)
    {
        var before = _debugged.Machine.Time.GetUtcNow();
        var definition =
            $$"""
            {"StartAt": "S", "States": {"S": {"Type": "{{type}}", {{fields}}, "End": true,
              "Retry": [{"ErrorEquals": ["Mine"], "MaxAttempts": 2, "IntervalSeconds": 10, "BackoffRate": 1}],
              "Catch": [{"ErrorEquals": ["Mine"], "Next": "C"}]}, "C": {"Type": "Pass", "End": true} } }
            """;

        var result = await _debugged.RunAsync(
            definition, ScriptedDebugger.Mocking("S", StateMock.Error("Mine", "here")), "[1]");

        Assert.Equal("""{"Error":"Mine","Cause":"here"}""", result.Output?.ToString());
        Assert.Equal(TimeSpan.FromSeconds(20), _debugged.Machine.Time.GetUtcNow() - before);
        Assert.DoesNotContain("Inner", Machine.Types(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Type": "Pass"}""")]
    [InlineData("""{"Type": "Succeed"}""")]
    [InlineData("""{"Type": "Fail", "Error": "Other"}""")]
    [InlineData("""{"Type": "Wait", "Seconds": 5}""")]
    public async Task Mock_ErrorOfAnyState_FailsIt(string state)
    {
        var result = await _debugged.RunAsync(
            Machine.Single(state), ScriptedDebugger.Mocking("S", StateMock.Error("Mine", null)));

        Assert.Equal((ExecutionStatus.Failed, "Mine"), (result.Status, result.Error));
    }

    [Fact]
    public async Task Mock_ResultOfAChoice_FailsTheExecution()
    {
        var result = await _debugged.RunAsync(
            """
            {"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [{"Variable": "$", "IsPresent": true, "Next": "E"}]},
              "E": {"Type": "Succeed"} } }
            """,
            ScriptedDebugger.Mocking("C", StateMock.Result(1)));

        Assert.Contains("'C' is a Choice state, which has no result to mock.", result.Cause, StringComparison.Ordinal);
    }
}
