using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Choices;

public sealed class ChoiceRuleTests
{
    private const string Input =
        """
        {"s": "log-2024.txt", "star": "a*b", "n": 5, "f": 5.0, "t": true, "u": false, "null": null,
         "early": "2024-01-31T10:00:00Z", "same": "2024-01-31T12:00:00+02:00", "late": "2024-01-31T10:00:01.5Z"}
        """;

    [Theory]
    [InlineData("""{"Variable": "$.s", "StringMatches": "log-*.txt"}""", true)]
    [InlineData("""{"Variable": "$.s", "StringMatches": "log-*.csv"}""", false)]
    [InlineData("""{"Variable": "$.s", "StringMatches": "*2024*"}""", true)]
    [InlineData("""{"Variable": "$.star", "StringMatches": "a\\*b"}""", true)]
    [InlineData("""{"Variable": "$.s", "StringMatches": "log\\*"}""", false)]
    [InlineData("""{"Variable": "$.n", "StringMatches": "*"}""", false)]
    [InlineData("""{"Variable": "$.t", "BooleanEquals": true}""", true)]
    [InlineData("""{"Variable": "$.t", "BooleanEqualsPath": "$.u"}""", false)]
    [InlineData("""{"Variable": "$.n", "NumericEqualsPath": "$.f"}""", true)]
    [InlineData("""{"Variable": "$.n", "NumericGreaterThanEquals": 5}""", true)]
    [InlineData("""{"Variable": "$.early", "TimestampEqualsPath": "$.same"}""", true)]
    [InlineData("""{"Variable": "$.late", "TimestampGreaterThanPath": "$.same"}""", true)]
    [InlineData("""{"Variable": "$.s", "StringGreaterThan": "log"}""", true)]
    [InlineData("""{"Variable": "$.s", "StringLessThanEquals": "Log"}""", false)]
    [InlineData("""{"Variable": "$.f", "IsNumeric": true}""", true)]
    [InlineData("""{"Variable": "$.u", "IsBoolean": true}""", true)]
    [InlineData("""{"Variable": "$.early", "IsTimestamp": true}""", true)]
    [InlineData("""{"Variable": "$.s", "IsTimestamp": true}""", false)]
    [InlineData("""{"Variable": "$.null", "IsPresent": true}""", true)]
    [InlineData("""{"Variable": "$.nowhere", "IsPresent": false}""", true)]
    [InlineData("""{"Not": {"Variable": "$.t", "BooleanEquals": true}}""", false)]
    [InlineData("""{"And": [{"Variable": "$.n", "IsPresent": true}, {"Variable": "$.n", "NumericLessThan": 6}]}""", true)]
    [InlineData("""{"And": [{"Variable": "$.x", "IsPresent": true}, {"Variable": "$.x", "NumericLessThan": 6}]}""", false)]
    [InlineData("""{"Or": [{"Variable": "$.n", "NumericLessThan": 5}, {"Variable": "$.u", "BooleanEquals": false}]}""", true)]
    public async Task RunAsync_Rule_MatchesAsSpecified(string rule, bool expected) =>
        Assert.Equal(expected, (await RunAsync(rule)).Output);

    [Fact]
    public async Task RunAsync_RuleOnMissingPath_FailsWithRuntimeError()
    {
        var result = await RunAsync("""{"Variable": "$.nowhere", "IsNull": true}""");

        Assert.Equal(ErrorNames.Runtime, result.Error);
        Assert.EndsWith(
            "Invalid path '$.nowhere': The choice state's condition path references an invalid value.", result.Cause);
    }

    private static Task<StatesLanguage.Running.ExecutionResult> RunAsync(string rule)
    {
        var choice = JsonData.Parse(rule).Fields.With("Next", "Yes");
        return new Machine().RunAsync(
            $$"""
            {"StartAt": "C", "States": {
              "C": {"Type": "Choice", "Choices": [{{choice}}], "Default": "No"},
              "Yes": {"Type": "Pass", "Result": true, "End": true},
              "No": {"Type": "Pass", "Result": false, "End": true} } }
            """,
            Input);
    }
}
