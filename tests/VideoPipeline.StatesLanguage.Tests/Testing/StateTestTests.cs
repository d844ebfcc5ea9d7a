using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Testing;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Testing;

public sealed class StateTestTests
{
    private const string Function = "arn:aws:lambda:r:1:function:f";

    private const string Branches =
        """
        "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}]
        """;

    private const string Processor =
        """
        "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}
        """;

    private readonly Functions _functions = new();
    private readonly ManualTime _time = new(new DateTimeOffset(2030, 1, 31, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("""{"Type": "Pass", "Parameters": {"b.$": "$.a"}, "Next": "N"}""", """{"b":1}""", "N")]
    [InlineData("""{"Type": "Succeed", "OutputPath": "$.a"}""", "1", null)]
    [InlineData("""{"Type": "Wait", "SecondsPath": "$.a", "Next": "N"}""", """{"a":1}""", "N")]
    [InlineData(
        """{"Type": "Choice", "Choices": [{"Variable": "$.a", "NumericEquals": 1, "Next": "One"}]}""", """{"a":1}""", "One")]
    [InlineData(
        $$"""{"Type": "Task", "Resource": "{{Function}}", "ResultPath": "$.r", "End": true}""", """{"a":1,"r":9}""", null)]
    public async Task TestAsync_JsonPath_HasOutputAndNext(string state, string output, string? next)
    {
        await AssertSucceedsAsync(state, null, output, next);
    }

    [JsonataTheory]
    [InlineData("""{"Type": "Pass", "Output": {"b": "{% $states.input.a %}"}, "Next": "N", JSONATA}""", """{"b":1}""", "N")]
    [InlineData("""{"Type": "Succeed", "Output": "{% $states.input.a %}", JSONATA}""", "1", null)]
    [InlineData("""{"Type": "Wait", "Seconds": "{% $states.input.a %}", "Next": "N", JSONATA}""", """{"a":1}""", "N")]
    [InlineData(
        """{"Type": "Choice", "Choices": [{"Condition": "{% $states.input.a = 1 %}", "Next": "One"}], JSONATA}""",
        """{"a":1}""", "One")]
    [InlineData(
        $$"""{"Type": "Task", "Resource": "{{Function}}", "Output": "{% $states.result + 1 %}", "End": true, JSONATA}""",
        "10", null)]
    public async Task TestAsync_Jsonata_HasOutputAndNext(string state, string output, string? next)
    {
        await AssertSucceedsAsync(Jsonata(state), null, output, next);
    }

    [Theory]
    [InlineData($$"""{"Type": "Task", "Resource": "{{Function}}", "ResultPath": "$.r", "End": true}""", """{"a":1,"r":[2]}""")]
    [InlineData($$"""{"Type": "Parallel", {{Branches}}, "ResultPath": "$.r", "End": true}""", """{"a":1,"r":[2]}""")]
    [InlineData(
        $$"""{"Type": "Map", "InputPath": "$.v", {{Processor}}, "ResultPath": "$.r", "End": true}""", """{"v":[1],"r":[2]}""")]
    public async Task TestAsync_Mock_IsTheResultAndNothingRuns(string state, string output)
    {
        _functions.With("f", _ => throw new InvalidOperationException("invoked"));
        var input = output.Contains("\"v\"", StringComparison.Ordinal) ? """{"v":[1]}""" : """{"a":1}""";

        var result = await TestAsync(state, input, options => options with { Mock = StateMock.Result(ArrayData.Of(2)) });

        Assert.Equal((StateTestStatus.Succeeded, output), (result.Status, result.Output!.ToString()));
    }

    [JsonataTheory]
    [InlineData($$"""{"Type": "Task", "Resource": "{{Function}}", "Output": "{% $states.result %}", "End": true, JSONATA}""")]
    [InlineData($$"""{"Type": "Parallel", {{Branches}}, "Output": "{% $states.result %}", "End": true, JSONATA}""")]
    [InlineData($$"""{"Type": "Map", "Items": [1], {{Processor}}, "Output": "{% $states.result %}", "End": true, JSONATA}""")]
    public async Task TestAsync_MockInJsonata_IsTheResult(string state)
    {
        var result = await TestAsync(
            Jsonata(state), "{}", options => options with { Mock = StateMock.Result(ArrayData.Of(2)) });

        Assert.Equal("[2]", result.Output!.ToString());
    }

    [Fact]
    public async Task TestAsync_Fail_IsFailed()
    {
        var result = await TestAsync("""{"Type": "Fail", "Error": "E", "CausePath": "$.a"}""", """{"a":"why"}""");

        Assert.Equal(
            (StateTestStatus.Failed, "E", "why", null, null),
            (result.Status, result.Error, result.Cause, result.Output, result.Next));
    }

    [Theory]
    [InlineData(0, StateTestStatus.Retriable, 2.0)]
    [InlineData(2, StateTestStatus.Retriable, 5.0)]
    [InlineData(3, StateTestStatus.CaughtError, null)]
    public async Task TestAsync_ErrorOfAFunction_IsRetriedThenCaught(int retries, StateTestStatus status, double? seconds)
    {
        _functions.With("f", _ => throw new TaskFailedException("Busy", "later"));

        var result = await TestAsync(
            $$"""
            {"Type": "Task", "Resource": "{{Function}}", "End": true,
             "Retry": [{"ErrorEquals": ["Other"]}, {"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "MaxDelaySeconds": 5,
                        "JitterStrategy": "FULL"}],
             "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]}
            """,
            "{}", options => options with { RetryCount = retries });

        var inspection = result.Inspection;
        Assert.Equal((status, "Busy", "later"), (result.Status, result.Error, result.Cause));
        Assert.Equal((1, seconds), (inspection.RetryIndex, inspection.RetryDelay?.TotalSeconds));
        var isCaught = status == StateTestStatus.CaughtError;
        Assert.Equal(
            (isCaught ? 0 : null, isCaught ? "Caught" : null, isCaught ? """{"Error":"Busy","Cause":"later"}""" : null),
            (inspection.CatchIndex, result.Next, result.Output?.ToString()));
    }

    [Fact]
    public async Task TestAsync_FailingCatcher_IsFailed()
    {
        var result = await TestAsync(
            $$"""
            {"Type": "Task", "Resource": "{{Function}}", "End": true,
             "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.a.b", "Next": "Caught"}]}
            """,
            """{"a":1}""", options => options with { Mock = StateMock.Error("E", null) });

        Assert.Equal((StateTestStatus.Failed, ErrorNames.ResultPathMatchFailure), (result.Status, result.Error));
    }

    [Fact]
    public async Task TestAsync_MockedRuntimeError_IsNotCaught()
    {
        var result = await TestAsync(
            $$"""
            {"Type": "Task", "Resource": "{{Function}}", "End": true,
             "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]}
            """,
            "{}", options => options with { Mock = StateMock.Error(ErrorNames.Runtime, "c") });

        Assert.Equal((StateTestStatus.Failed, "c"), (result.Status, result.Cause));
    }

    [Fact]
    public async Task TestAsync_Assign_AddsToTheVariables()
    {
        var result = await TestAsync(
            """{"Type": "Pass", "Assign": {"b.$": "$a", "c": 3}, "End": true}""", "{}",
            options => options with { Variables = ObjectData.Of(("a", 1), ("c", 2)) });

        Assert.Equal("""{"a":1,"c":3,"b":1}""", result.Variables.ToString());
    }

    [Fact]
    public async Task TestAsync_TooLargeOutput_IsFailed()
    {
        _functions.With("f", _ => new string('x', 200_000));

        var result = await TestAsync(
            $$"""{"Type": "Task", "Resource": "{{Function}}", "ResultPath": "$.r", "End": true}""",
            $$"""{"a":"{{new string('x', 100_000)}}"}""");

        Assert.Equal((StateTestStatus.Failed, ErrorNames.DataLimitExceeded), (result.Status, result.Error));
    }

    [Fact]
    public async Task TestAsync_LongWait_TimesOutAfterFiveMinutes()
    {
        var started = _time.GetUtcNow();

        var result = await TestAsync("""{"Type": "Wait", "Seconds": 3600, "End": true}""", "{}");

        Assert.Equal((StateTestStatus.Failed, ErrorNames.Timeout), (result.Status, result.Error));
        Assert.Equal(TimeSpan.FromMinutes(5), _time.GetUtcNow() - started);
    }

    [Fact]
    public async Task TestAsync_WaitingTaskWithMock_HasAToken()
    {
        var result = await TestAsync(
            """
            {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
             "Parameters": {"t.$": "$$.Task.Token"}, "End": true}
            """,
            "{}", options => options with { Mock = StateMock.Result(1) });

        Assert.NotEqual("", result.Inspection.AfterParameters!["t"]!.Text);
    }

    [Theory]
    [InlineData("Parallel", "", 0, StateTestStatus.Retriable, "E", null)]
    [InlineData("Parallel", "", 1, StateTestStatus.CaughtError, "E", "Caught")]
    [InlineData("Map", "INLINE", 1, StateTestStatus.CaughtError, "E", "Caught")]
    [InlineData("Map", "DISTRIBUTED", 1, StateTestStatus.CaughtError, ErrorNames.ExceedToleratedFailureThreshold, "Few")]
    [InlineData("Map", "DISTRIBUTED", 0, StateTestStatus.Failed, "E", null)]
    public async Task TestAsync_ErrorWithinAState_IsHandledByThatState(
        string type, string mode, int count, StateTestStatus status, string error, string? next)
    {
        const string Inner = """ "StartAt": "T", "States": {"T": {"Type": "Fail", "Error": "E"} } """;
        var config = mode == "DISTRIBUTED" ? """ "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" """ : """ "Mode": "INLINE" """;
        var fields = type == "Parallel"
            ? $$""" "Branches": [{ {{Inner}} }] """
            : $$""" "ItemProcessor": { {{Inner}}, "ProcessorConfig": { {{config}} } } """;
        if (mode == "DISTRIBUTED") fields += """, "ToleratedFailureCount": 1 """;
        var definition = StateMachineDefinition.Parse(
            $$"""
            {"StartAt": "O", "States": {
              "O": {"Type": "{{type}}", {{fields}}, "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}], "End": true, "Catch": [
                {"ErrorEquals": ["E"], "Next": "Caught"},
                {"ErrorEquals": ["States.ExceedToleratedFailureThreshold"], "Next": "Few"}]},
              "Caught": {"Type": "Succeed"}, "Few": {"Type": "Succeed"} } }
            """);
        var options = new StateTestOptions { Input = ObjectData.Empty, RetryCount = count, FailedIterations = count };

        var result = await new StatesEngine(_functions).TestAsync(StateUnderTest.Find(definition, "T")!, options);

        Assert.Equal((status, error, next), (result.Status, result.Error, result.Next));
    }

    [Theory]
    [InlineData("Outer", false)]
    [InlineData("A", false)]
    [InlineData("M", false)]
    [InlineData("P", true)]
    public void Find_NameOfAState_FindsItAtAnyDepth(string name, bool isInMap)
    {
        var definition = StateMachineDefinition.Parse(
            $$"""
            {"StartAt": "Outer", "States": {"Outer": {"Type": "Parallel", "End": true, "Branches": [
              {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "M"}, "M": {"Type": "Map", {{Processor}},
                "End": true} } }]} } }
            """);

        var found = StateUnderTest.Find(definition, name)!;

        Assert.Equal((name, isInMap), (found.State.Name, found.IsInMap));
        Assert.Null(StateUnderTest.Find(definition, "None"));
    }

    private static string Jsonata(string state) =>
        state.Replace("JSONATA", "\"QueryLanguage\": \"JSONata\"", StringComparison.Ordinal);

    private async Task AssertSucceedsAsync(string state, StateMock? mock, string output, string? next)
    {
        _functions.With("f", _ => 9);

        var result = await TestAsync(state, """{"a":1}""", options => options with { Mock = mock });

        Assert.Equal(
            (StateTestStatus.Succeeded, output, next, null),
            (result.Status, result.Output!.ToString(), result.Next, result.Error));
    }

    private Task<StateTestResult> TestAsync(
        string state, string input, Func<StateTestOptions, StateTestOptions>? change = null)
    {
        var options = new StateTestOptions { Input = JsonData.Parse(input) };
        var engine = new StatesEngine(_functions, new MemoryObjects(), _time);
        return _time.RunToEndAsync(
            () => engine.TestAsync(StateUnderTest.Parse(state), change is null ? options : change(options)));
    }
}
