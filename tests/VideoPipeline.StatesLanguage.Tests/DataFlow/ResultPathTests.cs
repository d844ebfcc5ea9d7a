using VideoPipeline.StatesLanguage.DataFlow.Paths;
using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.DataFlow;

public sealed class ResultPathTests
{
    [Theory]
    [InlineData("$", "{\"a\":1}", "9")]
    [InlineData("$.r", "{\"a\":1}", "{\"a\":1,\"r\":9}")]
    [InlineData("$.a", "{\"a\":1}", "{\"a\":9}")]
    [InlineData("$.p.q", "{}", "{\"p\":{\"q\":9}}")]
    [InlineData("$.l[1]", "{\"l\":[1,2]}", "{\"l\":[1,9]}")]
    public void Apply_ReferencePath_InsertsTheResult(string path, string input, string expected) =>
        Assert.Equal(expected, (ResultPath.Parse(path).Apply(JsonData.Parse(input), 9)).ToString());

    [Fact]
    public void Apply_PathThroughANumber_FailsWithResultPathMatchFailure()
    {
        var path = ResultPath.Parse("$.a.b");

        var failure = Assert.Throws<StatesException>(() => path.Apply(JsonData.Parse("""{"a": 1}"""), 9));

        Assert.Equal(ErrorNames.ResultPathMatchFailure, failure.Error);
    }

    [Theory]
    [InlineData("$.a[*]")]
    [InlineData("$..a")]
    [InlineData("$$.Execution")]
    public void Parse_NotAReferencePath_ThrowsFormatException(string path) =>
        Assert.Throws<FormatException>(() => ResultPath.Parse(path));

    [Fact]
    public void Apply_AnyFields_InsertsAtThePathAndKeepsTheInput() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.ListOf(Gen.Elements("a", "b", "c")).Where(names => names.Count > 0).ToArbitrary(), names =>
        {
            var path = "$." + string.Join('.', names);
            var input = JsonData.Parse("""{"z": {"y": 1}}""");
            var output = ResultPath.Parse(path).Apply(input, 9);
            return Equals(JsonPath.Parse(path).Select(output), (JsonData)9)
                && Equals(output["z"], input["z"])
                && Equals(input, JsonData.Parse("""{"z": {"y": 1}}"""));
        }));
}
