using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.DataFlow;

/// <summary>Expressions of JSONata. Texts and events as recorded on AWS.</summary>
public sealed class JsonataTests
{
    private const string Input = """{"n": [1, 2, 3], "s": "text", "o": {"k": null}, "big": 12345678901234567890}""";

    [JsonataTheory]
    [InlineData("$sum($states.input.n)", "6")]
    [InlineData("$states.input.n[$ > 1]", "[2,3]")]
    [InlineData("$states.input.o.k", "null")]
    [InlineData("{'a': $states.input.s & '!'}", """{"a":"text!"}""")]
    [InlineData("$states.context.Execution.Name", "\"test\"")]
    [InlineData("$states.context.State.Name", "\"S\"")]
    [InlineData("$partition([1,2,3,4,5], 2.9)", "[[1,2],[3,4],[5]]")]
    [InlineData("$range(0, 10, 5)", "[0,5,10]")]
    [InlineData("$range(3, 3, 1)", "3")]
    [InlineData("$range(2, 0, -1)", "[2,1,0]")]
    [InlineData("$hash('Hello', 'MD5')", "\"8b1a9953c4611296a827abf8c47804d7\"")]
    [InlineData("""$parse('{"a":[1]}').a""", "[1]")]
    [InlineData("$random() < 1", "true")]
    [InlineData("$random(42)", "0.7275636800328681")]
    [InlineData("$random(7.9)", "0.7306990420600421")]
    [InlineData("$partition([0], 3)", "[[0]]")]
    [InlineData("[1/0, -1/0]", "[\"Infinity\",\"-Infinity\"]")]
    [InlineData("$base64encode('caf\u00e9')", "\"Y2Fmw6k=\"")]
    [InlineData("$base64decode('Y2Fmw6k=')", "\"caf\u00e9\"")]
    [InlineData("($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f('x', 22) > 'x')", "true")]
    [InlineData("$length($uuid())", "36")]
    [InlineData("$map($states.input.n, function($v) { $v * 2 })", "[2,4,6]")]
    public async Task Output_Expression_IsItsValue(string expression, string expected) =>
        Assert.Equal(expected, await OutputAsync(expression));

    [JsonataTheory]
    [InlineData("$states.input",
        """{"id":9007199254740993,"ids":[-9223372036854775808,9007199254740996,9007199254740996]}""")]
    [InlineData("{'v': [$states.input.id, 9007199254740993]}", """{"v":[9007199254740993,9007199254740993]}""")]
    [InlineData("$states.input.ids[0]", "-9223372036854775808")]
    [InlineData("$states.input.ids[1]", "9007199254740996")]
    public async Task Output_IntegerBeyondThoseOfJavaScript_KeepsItsDigitsIfNoOtherIsRoundedToTheSame(
        string expression, string expected) => Assert.Equal(
            expected,
            await new Machine().OutputAsync(Pass(expression), """
                {"id":9007199254740993,"ids":[-9223372036854775808,9007199254740995,9007199254740996]}
                """));

    [JsonataTheory]
    [InlineData("$states.input.none", "returned nothing (undefined).")]
    [InlineData("$sum", "returned an unsupported result type.")]
    [InlineData("$g := function($v) { $v }", "returned an unsupported result type.")]
    [InlineData("[{'f': $sum}]", "returned an unsupported result type.")]
    [InlineData("/a/", "returned an unsupported result type.")]
    [InlineData("$range(1, 5)", "returned nothing (undefined).")]
    [InlineData("$states.input.s + 1",
        """threw an error during evaluation. T2001: The left side of the "+" operator must evaluate to a number""")]
    [InlineData("$eval('1')", "threw an error during evaluation. T1006: Attempted to invoke a non-function")]
    [InlineData("$partition([1], -1)",
        "threw an error during evaluation. D3137: Second argument must be zero or greater")]
    [InlineData("$partition(null, 2)",
        "threw an error during evaluation. T0412: Argument 1 of function \"partition\" must be an array of undefined")]
    [InlineData("$hash('a', 'md5')",
        "threw an error during evaluation. D3137: Hash algorithm 'md5' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5")]
    [InlineData("$parse('')", "threw an error during evaluation. D3137: Invalid JSON")]
    [InlineData("$parse('{\"a\": 1, \"a\": 2}')", "threw an error during evaluation. D3137: Invalid JSON")]
    [InlineData("$parse('1e400')", "threw an error during evaluation. D3137: Invalid JSON")]
    [InlineData("$parse(null)",
        "threw an error during evaluation. T0410: Argument 1 of function \"parse\" does not match function signature")]
    [InlineData("$base64decode('!')", "threw an error during evaluation: The argument is not Base64.")]
    [InlineData("($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $length($f('x', 23)))",
        "threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage")]
    [InlineData("($f := function($n) { 1 + $f($n) }; $f(1))",
        "threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function. "
                + "Consider rewriting as "
        + "tail-recursive. Depth=101 max=100")]
    public async Task Output_FailingExpression_FailsWithQueryEvaluationError(string expression, string problem)
    {
        var result = await new Machine().RunAsync(Machine.Single(Pass(expression)), Input);

        var cause = "An error occurred while executing the state 'S' (entered at the event id #2). "
            + $"The JSONata expression '{expression}' specified for the field 'Output' {problem}";
        Assert.Equal((ErrorNames.QueryEvaluationError, cause), (result.Error, result.Cause));
        Assert.Equal("ExecutionStarted PassStateEntered EvaluationFailed ExecutionFailed", Machine.Types(result));
        Assert.Equal(
            new EvaluationFailedDetails(result.Error, cause, "Output", "S"),
            Assert.Single(Machine.OfType(result, HistoryEventType.EvaluationFailed)).Details);
    }

    [JsonataTheory]
    [InlineData("""{"Type": "Pass", "Output": "{% $none %}", "End": true}""", 3)]
    [InlineData("""{"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "Arguments": "{% $none %}", "End": true}""", 3)]
    [InlineData("""{"Type": "Wait", "Seconds": "{% $none %}", "End": true}""", 4)]
    public async Task Expression_FailsInASecondState_IsLinkedToTheEventBeforeTheStateUnlessItWaits(string state, long previous)
    {
        var result = await new Machine().RunAsync(
            $$"""
            {"QueryLanguage": "JSONata", "StartAt": "First", "States": {
              "First": {"Type": "Pass", "Next": "S"}, "S": {{state}} } }
            """);

        Assert.Equal(
            previous, Assert.Single(Machine.OfType(result, HistoryEventType.EvaluationFailed)).PreviousEventId);
    }

    [JsonataTheory]
    [InlineData("($f := function() { $f() }; $f())")]
    [InlineData("$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /(a+)+$/)")]
    public async Task Output_EndlessExpression_FailsWithinItsLimits(string expression)
    {
        var result = await new Machine().RunAsync(Machine.Single(Pass(expression)), Input);

        Assert.Equal(ErrorNames.QueryEvaluationError, result.Error);
        Assert.Contains("Expression evaluation ", result.Cause, StringComparison.Ordinal);
    }

    [JsonataTheory]
    [InlineData("""{"Type": "Wait", "Seconds": "{% 'x' %}"}""",
        """The JSONata expression ''x'' specified for the field 'Seconds' returned an unexpected result type. """
        + """Expected 'number', but was 'string' for value: "x" """)]
    [InlineData("""{"Type": "Wait", "Seconds": "{% 1.5 %}"}""", "The Seconds field cannot be parsed as an integer: 1.5")]
    [InlineData("""{"Type": "Wait", "Timestamp": "{% '2030-01-31 12:00:00Z' %}"}""",
        "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: 2030-01-31 12:00:00Z")]
    [InlineData("""{"Type": "Fail", "Error": "{% 1 %}"}""",
        "The JSONata expression '1' specified for the field 'Error' returned an unexpected result type. "
        + "Expected 'string', but was 'number' for value: 1")]
    [InlineData("""{"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "TimeoutSeconds": "{% 0 %}"}""",
        "TimeoutSeconds must be between 1 and 99999999 but was: 0")]
    public async Task Field_ValueOfAnotherType_FailsWithQueryEvaluationError(string state, string problem)
    {
        var result = await new Machine().RunAsync(Machine.Single(Jsonata(state)), Input);

        Assert.Equal(ErrorNames.QueryEvaluationError, result.Error);
        Assert.EndsWith($"(entered at the event id #2). {problem.TrimEnd()}", result.Cause, StringComparison.Ordinal);
    }

    [JsonataFact]
    public async Task RunAsync_ParallelEvaluations_AreIndependent()
    {
        var machine = new Machine();
        var definition = Machine.Single(Pass("$sum($states.input.n) + $states.input.x"));

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(x =>
            machine.StartAsync(definition, $$"""{"n": [1, 2], "x": {{x}}}""")));

        Assert.Equal(Enumerable.Range(0, 16).Select(x => (long)(x + 3)), results.Select(result => result.Output!.Integer));
        Assert.All(results, result => Assert.Equal(ExecutionStatus.Succeeded, result.Status));
    }

    private static Task<string> OutputAsync(string expression) => new Machine().OutputAsync(Pass(expression), Input);

    private static string Pass(string expression) => ObjectData.Of(
        ("Type", "Pass"), ("QueryLanguage", "JSONata"), ("Output", $"{{% {expression} %}}")).ToString();

    private static string Jsonata(string state) =>
        JsonData.Parse(state).Fields.With("QueryLanguage", "JSONata").ToString();
}
