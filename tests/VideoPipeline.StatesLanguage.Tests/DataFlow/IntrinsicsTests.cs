using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.DataFlow;

public sealed class IntrinsicsTests
{
    private const string Input = """{"n": [1, 2, 3, 4, 5], "s": "text", "o": {"k": 1}, "twice": [1, 2, 2, "a", "a"]}""";

    [Theory]
    [InlineData("States.ArrayPartition($.n, 2)", "[[1,2],[3,4],[5]]")]
    [InlineData("States.ArrayContains($.n, 5)", "true")]
    [InlineData("States.ArrayContains($.n, '5')", "false")]
    [InlineData("States.ArrayUnique($.twice)", """[1,2,"a"]""")]
    [InlineData("States.ArrayRange(5, 1, -2)", "[5,3,1]")]
    [InlineData("States.Hash($.s, 'MD5')", "\"1cb251ec0d568de6a929b520c4aed8d1\"")]
    [InlineData("States.Hash($.s, 'SHA-1')", "\"372ea08cab33e71c02c651dbc83a474d32c676ea\"")]
    [InlineData("States.JsonToString($.o)", """
        "{\"k\":1}"
        """)]
    [InlineData("States.JsonMerge($.o, States.StringToJson('{\"k\": 2}'), false)", """{"k":2}""")]
    [InlineData("States.Format('{} is {}', $.s, $.n[0])", "\"text is 1\"")]
    [InlineData(@"States.Format('it\'s \{{}\}', $.s)", "\"it's {text}\"")]
    [InlineData("States.Format('{} {}', $.o, $.n)", "\"{k=1} [1, 2, 3, 4, 5]\"")]
    [InlineData("States.MathRandom(10, 20)", "15")]
    [InlineData("States.StringSplit('a b,c', '')", "[\"a b,c\"]")]
    [InlineData("States.StringSplit('', ',')", "[]")]
    [InlineData("States.ArrayGetItem($.n, States.MathAdd(States.ArrayLength($.n), -1))", "5")]
    public async Task RunAsync_Intrinsic_ReturnsItsValue(string call, string expected) =>
        Assert.Equal($$"""{"v":{{expected}}}""", await EvaluateAsync(call));

    [Theory]
    [InlineData("States.ArrayGetItem($.n, 9)")]
    [InlineData("States.ArrayPartition($.n, 0)")]
    [InlineData("States.ArrayRange(0, 2000, 1)")]
    [InlineData("States.ArrayRange(0, 2, 0)")]
    [InlineData("States.ArrayLength($.s)")]
    [InlineData("States.StringToJson('{')")]
    [InlineData("States.Base64Decode('?')")]
    [InlineData("States.Hash($.s, 'CRC')")]
    [InlineData("States.JsonMerge($.o, $.o, true)")]
    [InlineData("States.Format('{}')")]
    [InlineData("States.MathRandom(2, 1)")]
    public async Task RunAsync_IntrinsicWithInvalidArgument_FailsWithIntrinsicFailure(string call) =>
        Assert.StartsWith(ErrorNames.IntrinsicFailure, await EvaluateAsync(call));

    [Theory]
    [InlineData("States.Format('{}',$.none)", "$.none")]
    [InlineData("States.Format('{}', States.Array($.n[9]))", "$.n[9]")]
    [InlineData("States.Format('{} {}', $.s, $$.No.Such)", "$.No.Such")]
    public async Task RunAsync_ArgumentThatMatchesNothing_NamesTheWholeExpression(string call, string path) => Assert.EndsWith(
        $"(entered at the event id #2). The function '{call}' had the following error: The JsonPath argument for the field "
        + $"'{path}' could not be found in the input '{JsonData.Parse(Input)}'",
        await EvaluateAsync(call), StringComparison.Ordinal);

    [Fact]
    public async Task RunAsync_MathRandomWithSeed_DependsOnTheSeedOnly()
    {
        var first = await EvaluateAsync("States.MathRandom(0, 1000000, 42)");

        Assert.Matches("""^\{"v":[0-9]+\}$""", first);
        Assert.Equal(first, await EvaluateAsync("States.MathRandom(0, 1000000, 42)"));
        Assert.NotEqual(first, await EvaluateAsync("States.MathRandom(0, 1000000, 43)"));
    }

    [Fact]
    public async Task RunAsync_Uuid_IsAVersion4Uuid() => Assert.Matches(
        """^\{"v":"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"\}$""",
        await EvaluateAsync("States.UUID()"));

    [Theory]
    [InlineData("States.Nothing()")]
    [InlineData("States.Format(")]
    [InlineData("States.MathAdd(1)")]
    [InlineData("States.Array(word)")]
    [InlineData("States.UUID() and more")]
    [InlineData("States.Format('\\\"{}\\\"', 'x')")]
    [InlineData("States.Format('\\n')")]
    public async Task Parse_NotAnIntrinsic_ThrowsInvalidDefinitionException(string call) =>
        await Assert.ThrowsAsync<InvalidDefinitionException>(() => EvaluateAsync(call));

    private static Task<string> EvaluateAsync(string call) =>
        new Machine { Randomness = new FixedRandomness(0.5) }.OutputAsync(
            ObjectData.Of(("Type", "Pass"), ("Parameters", ObjectData.Of(("v.$", call)))).ToString(),
            Input);
}
