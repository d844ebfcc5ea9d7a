using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.DataFlow;

/// <summary>The fields of states in JSONata. Texts and events as recorded on AWS.</summary>
public sealed class JsonataStateTests
{
    private const string Input = """{"n": [1, 2, 3], "s": "text", "o": {"k": null}, "big": 12345678901234567890}""";

    [JsonataFact]
    public async Task Task_ArgumentsOutputAndAssign_UseInputResultAndVariables()
    {
        var machine = new Machine();
        machine.Functions.With("f", payload => payload["n"]!.Integer + 1);

        var result = await machine.RunAsync(
            """
            {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
              "A": {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "Arguments": {"n": "{% $states.input.n %}"},
                    "Assign": {"r": "{% $states.result %}"}, "Output": "{% [$states.input.n, $states.result] %}", "Next": "B"},
              "B": {"Type": "Pass", "Output": {"r": "{% $r %}", "in": "{% $states.input %}"}, "End": true}}}
            """,
            """{"n": 1}""");

        Assert.Equal("""{"r":2,"in":[1,2]}""", result.Output?.ToString());
    }

    [JsonataFact]
    public async Task Catch_OutputAndAssign_UseTheError()
    {
        var result = await new Machine().RunAsync(
            """
            {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
              "A": {"Type": "Parallel", "End": true,
                    "Branches": [{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "{% 'E' %}", "Cause": "c"}}}],
                    "Catch": [{"ErrorEquals": ["E"], "Next": "B", "Assign": {"e": "{% $states.errorOutput.Error %}"},
                               "Output": "{% $states.errorOutput.Cause %}"}]},
              "B": {"Type": "Pass", "Output": "{% [$e, $states.input] %}", "End": true}}}
            """);

        Assert.Equal("""["E","c"]""", result.Output?.ToString());
    }

    [JsonataFact]
    public async Task Catch_ItsOutputFails_FailsFromBeforeTheFirstFailure()
    {
        var result = await new Machine().RunAsync(
            """
            {"QueryLanguage": "JSONata", "StartAt": "P", "States": {
              "P": {"Type": "Parallel", "End": true,
                    "Branches": [{"StartAt": "Boom", "States": {"Boom": {"Type": "Fail", "Error": "E", "Cause": "c"}}}],
                    "Catch": [{"ErrorEquals": ["Other"], "Next": "Done"},
                              {"ErrorEquals": ["States.ALL"], "Output": {"v": "{% $states.input.none %}"}, "Next": "Done"}]},
              "Done": {"Type": "Pass", "End": true}}}
            """);

        Assert.Equal(
            "ExecutionStarted ParallelStateEntered ParallelStateStarted FailStateEntered ParallelStateFailed EvaluationFailed "
            + "ParallelStateFailed ExecutionFailed",
            Machine.Types(result));
        Assert.Equal([0L, 0, 2, 3, 4, 4, 6, 7], result.History.Select(entry => entry.PreviousEventId));
        Assert.Contains("for the field 'Catch[1]/Output/v' returned nothing", result.Cause, StringComparison.Ordinal);
    }

    [JsonataFact]
    public async Task Choice_Conditions_FirstTrueOneIsTaken()
    {
        var result = await new Machine().RunAsync(
            """
            {"QueryLanguage": "JSONata", "StartAt": "C", "States": {
              "C": {"Type": "Choice", "Default": "No", "Output": "default",
                    "Choices": [{"Condition": "{% $states.input.n > 9 %}", "Next": "No"},
                                {"Condition": "{% $states.input.n = 5 %}", "Next": "Yes", "Assign": {"five": true},
                                  "Output": "rule"}]},
              "Yes": {"Type": "Pass", "Output": "{% [$five, $states.input] %}", "End": true},
              "No": {"Type": "Pass", "End": true}}}
            """,
            """{"n": 5}""");

        Assert.Equal("""[true,"rule"]""", result.Output?.ToString());
    }

    [JsonataFact]
    public async Task Map_ItemsAndSelector_UseTheContext()
    {
        var result = await new Machine().RunAsync(
            """
            {"QueryLanguage": "JSONata", "StartAt": "M", "States": {
              "M": {"Type": "Map", "Items": "{% $states.input.n %}", "MaxConcurrency": "{% 1 + 1 %}",
                    "ItemSelector": {"i": "{% $states.context.Map.Item.Index %}",
                      "v": "{% $states.context.Map.Item.Value * 10 %}"},
                    "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}, "End": true}}}
            """,
            Input);

        Assert.Equal("""[{"i":0,"v":10},{"i":1,"v":20},{"i":2,"v":30}]""", result.Output?.ToString());
    }

    [JsonataFact]
    public async Task Map_ItemsFail_RecordsTheFailureBeforeTheMapStarts()
    {
        var result = await new Machine().RunAsync(
            """
            {"QueryLanguage": "JSONata", "StartAt": "M", "States": {
              "M": {"Type": "Map", "Items": "{% $states.input.none %}",
                    "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}, "End": true}}}
            """);

        Assert.Equal("ExecutionStarted MapStateEntered EvaluationFailed MapStateFailed ExecutionFailed", Machine.Types(result));
        Assert.Equal([0L, 0, 0, 3, 4], result.History.Select(entry => entry.PreviousEventId));
    }

    [JsonataFact]
    public async Task Map_InputIsNoArray_FailsWithoutALocation()
    {
        var result = await new Machine().RunAsync(
            """
            {"QueryLanguage": "JSONata", "StartAt": "M", "States": {
              "M": {"Type": "Map", "End": true,
                    "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}}}}
            """,
            """{"k": 1}""");

        var cause = "An error occurred while executing the state 'M' (entered at the event id #2). "
            + """Map state input must be an array but was: {"k":1}""";
        Assert.Equal((ErrorNames.QueryEvaluationError, cause), (result.Error, result.Cause));
        Assert.Equal("ExecutionStarted MapStateEntered EvaluationFailed MapStateFailed ExecutionFailed", Machine.Types(result));
        Assert.Equal(
            new EvaluationFailedDetails(result.Error, cause, null, "M"),
            Assert.Single(Machine.OfType(result, HistoryEventType.EvaluationFailed)).Details);
    }

    [JsonataFact]
    public async Task DistributedMap_RandomItems_AreEvaluatedOnce()
    {
        var result = await new Machine().RunAsync(
            """
            {"QueryLanguage": "JSONata", "StartAt": "M", "States": {
              "M": {"Type": "Map", "Items": "{% [1..$floor($random() * 500) + 1] %}", "End": true,
                    "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                                      "StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}}}}
            """);

        var started = Assert.Single(Machine.OfType(result, HistoryEventType.MapStateStarted));
        Assert.Equal(result.Output!.Items.Count, Assert.IsType<MapStateStartedDetails>(started.Details).Length);
    }

    [JsonataTheory]
    [InlineData(1, "\"rule\"")]
    [InlineData(2, "States.QueryEvaluationError")]
    public async Task Choice_RuleWithOutput_DoesNotEvaluateThatOfTheState(int n, string expected)
    {
        var result = await new Machine().RunAsync(
            """
            {"QueryLanguage": "JSONata", "StartAt": "C", "States": {
              "C": {"Type": "Choice", "Default": "End", "Output": "{% $states.input.none %}",
                    "Assign": {"v": "{% $states.input.none %}"},
                    "Choices": [{"Condition": "{% $states.input.n = 1 %}", "Next": "End", "Output": "rule"}]},
              "End": {"Type": "Succeed"}}}
            """,
            $$"""{"n": {{n}}}""");

        Assert.Equal(expected, result.Output?.ToString() ?? result.Error);
    }
}
