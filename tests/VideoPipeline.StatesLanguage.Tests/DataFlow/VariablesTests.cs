using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.DataFlow;

public sealed class VariablesTests
{
    [Fact]
    public async Task Assign_InABranch_IsNotSeenOutside()
    {
        var result = await new Machine().RunAsync(
            """
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "P"},
              "P": {"Type": "Parallel", "Next": "B", "Branches": [
                {"StartAt": "I", "States": {"I": {"Type": "Pass", "Assign": {"inner.$": "$x"}, "Next": "J"},
                                            "J": {"Type": "Pass", "Parameters": {"v.$": "$inner"}, "End": true}}}]},
              "B": {"Type": "Pass", "Parameters": {"v.$": "$inner"}, "End": true}}}
            """);

        Assert.Equal(ErrorNames.Runtime, result.Error);
        Assert.Contains(
            Machine.OfType(result, HistoryEventType.PassStateExited).Select(entry => (StateExitedDetails)entry.Details!),
            exited => exited.Name == "J" && exited.Output.ToString() == """{"v":1}""");
    }

    [Theory]
    [InlineData(130_000, 1, "SUCCEEDED")]
    [InlineData(132_000, 1, "FAILED")]
    [InlineData(130_000, 40, "SUCCEEDED")]
    [InlineData(130_000, 41, "FAILED")]
    public async Task Assign_LargeVariables_FailWithDataLimitExceeded(int size, int count, string status)
    {
        // Each state assigns two variables: AWS allows 256 KiB in an Assign, 10 MiB in an execution.
        const string text = "\"$$.Execution.Input.text\"";
        var states = Enumerable.Range(0, count).Select(index =>
            $"\"S{index}\": {{\"Type\": \"Pass\", \"Assign\": {{\"v{index}.$\": {text}, \"w{index}.$\": {text}}}, "
            + $"\"OutputPath\": null, \"Next\": \"S{index + 1}\"}}");
        var definition =
            $$"""{"StartAt": "S0", "States": { {{string.Join(", ", states)}}, "S{{count}}": {"Type": "Succeed"} } }""";

        var result = await new Machine().RunAsync(definition, ObjectData.Of(("text", new string('a', size))).ToString());

        Assert.Equal(status, result.Status.ToWire());
        Assert.Equal(status == "FAILED" ? ErrorNames.DataLimitExceeded : null, result.Error);
    }

    [Fact]
    public async Task Assign_OfATask_UsesTheSelectedResult()
    {
        var machine = new Machine();
        machine.Functions.With("f", _ => JsonData.Parse("""{"a": {"b": 5}}"""));

        var result = await machine.RunAsync(
            """
            {"StartAt": "T", "States": {
              "T": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "ResultSelector": {"c.$": "$.a.b"},
                    "ResultPath": null, "Assign": {"v.$": "$.c"}, "Next": "B"},
              "B": {"Type": "Pass", "Parameters": {"v.$": "$v", "in.$": "$"}, "End": true}}}
            """);

        Assert.Equal("""{"v":5,"in":{}}""", result.Output?.ToString());
    }

    [Fact]
    public async Task Assign_OfCatcherAndChoice_UseErrorAndInput()
    {
        var result = await new Machine().RunAsync(
            """
            {"StartAt": "P", "States": {
              "P": {"Type": "Parallel", "End": true,
                    "Branches": [{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E"}}}],
                    "Catch": [{"ErrorEquals": ["E"], "ResultPath": null, "Assign": {"e.$": "$.Error"}, "Next": "C"}]},
              "C": {"Type": "Choice", "Choices": [{"Variable": "$e", "StringEquals": "E", "Assign": {"n.$": "$.n"},
                "Next": "B"}]},
              "B": {"Type": "Pass", "Parameters": {"e.$": "$e", "n.$": "$n"}, "End": true}}}
            """,
            """{"n": 3}""");

        Assert.Equal("""{"e":"E","n":3}""", result.Output?.ToString());
    }
}
