using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Definition;

/// <summary>The variables that states read, which DescribeStateMachine lists.</summary>
public sealed class VariableReferencesTests
{
    [Theory]
    [InlineData("""{"Type": "Pass", "Parameters": {"a.$": "$x", "b": {"c.$": "$y.z[0]"}}, "End": true}""", "x, y")]
    [InlineData("""{"Type": "Pass", "Parameters": {"a": "$x", "b.$": "$.y", "c.$": "$$.State.Name"}, "End": true}""", "")]
    [InlineData("""{"Type": "Pass", "Assign": {"x": 1, "y.$": "$z"}, "End": true}""", "z")]
    [InlineData("""{"Type": "Pass", "InputPath": "$x", "OutputPath": "$y", "ResultPath": "$.r", "End": true}""", "x, y")]
    [InlineData(
        """
        {"Type": "Pass", "Parameters": {"a.$": "States.MathAdd(States.MathAdd($zCurrent, $xCurrent), $bias)"}, "End": true}
        """,
        "bias, xCurrent, zCurrent")]
    [InlineData("""{"Type": "Wait", "SecondsPath": "$x", "End": true}""", "x")]
    [InlineData("""{"Type": "Wait", "TimestampPath": "$x", "End": true}""", "x")]
    [InlineData("""{"Type": "Fail", "ErrorPath": "$x", "CausePath": "States.Format('{}', $y)"}""", "x, y")]
    [InlineData(
        """
        {"Type": "Choice", "Default": "S", "Choices": [
          {"Not": {"Variable": "$b", "StringEqualsPath": "$a"}, "Assign": {"v.$": "$c"}, "Next": "S"}]}
        """,
        "a, b, c")]
    [InlineData(
        """
        {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName.$": "$f"}, "End": true,
         "ResultSelector": {"r.$": "$s"}, "TimeoutSecondsPath": "$t", "HeartbeatSecondsPath": "$h",
         "Catch": [{"ErrorEquals": ["States.ALL"], "Assign": {"e.$": "$c"}, "Next": "S"}]}
        """,
        "c, f, h, s, t")]
    [InlineData(
        """
        {"Type": "Map", "End": true, "ItemsPath": "$items", "ItemSelector": {"i.$": "$selected"}, "MaxConcurrencyPath": "$most",
         "ToleratedFailureCountPath": "$count", "ItemProcessor": {
           "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
           "StartAt": "I", "States": {"I": {"Type": "Pass", "InputPath": "$inner", "End": true}}}}
        """,
        "count, items, most, selected; I: inner")]
    [InlineData("""{"Type": "Succeed"}""", "")]
    public void VariableReferences_JsonPath_AreThoseOfEachState(string state, string expected) =>
        Assert.Equal(expected, Read("JSONPath", state));

    [JsonataTheory]
    [InlineData("$a + $sum($b)", "a, b")]
    [InlineData("$states.input.done", "")]
    [InlineData("$not($states.input.done)", "")]
    [InlineData("($x := $x + 1; $x + $y)", "x, y")]
    [InlineData("$map($items, function($v, $i) { $v * $k + $i })", "items, k")]
    [InlineData("$map($xs, $uppercase)", "xs")]
    [InlineData("($f := function($n) { $n < 1 ? $base : $f($n - 1) }; $f(3))", "base")]
    [InlineData("$orders@$o.lines#$i[$o.id = $id].{'a': $i, $key: $val}", "id, key, orders, val")]
    [InlineData("$partition($p, 2)", "p")]
    public void VariableReferences_Jsonata_AreThoseThatTheExpressionDoesNotBind(string expression, string expected)
    {
        var state = $$"""{"Type": "Pass", "Output": "{% {{expression}} %}", "End": true}""";

        Assert.Equal(expected, Read("JSONata", state));
    }

    // "a, b; I: c": those of the state, then those of the states within it.
    private static string Read(string language, string state)
    {
        const string Next = "\"S\"";
        var other = state.Contains(Next, StringComparison.Ordinal) ? $$""", {{Next}}: {"Type": "Succeed"}""" : "";
        var definition = StateMachineDefinition.Parse(
            $$"""{"QueryLanguage": "{{language}}", "StartAt": "T", "States": {"T": {{state}}{{other}} } }""");
        return string.Join("; ", definition.AllStates
            .Where(found => found.VariableReferences.Count > 0)
            .Select(found => (found.Name == "T" ? "" : $"{found.Name}: ") + string.Join(", ", found.VariableReferences)));
    }
}
