using VideoPipeline.StatesLanguage.DataFlow.Paths;
using VideoPipeline.StatesLanguage.Json;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.DataFlow;

public sealed class JsonPathTests
{
    private const string Document = """{"a": {"b-c": [10, 20, 30]}, "d": null, "x y": 1, "list": [{"v": 1}, {"v": 2}]}""";

    [Theory]
    [InlineData("$.a.b-c[0]", "10")]
    [InlineData("$.a['b-c'][1]", "20")]
    [InlineData("$['x y']", "1")]
    [InlineData("$.a.b-c[-1]", "30")]
    [InlineData("$.d", "null")]
    [InlineData("$.list[*].v", "[1,2]")]
    [InlineData("$..v", "[1,2]")]
    [InlineData("$.a.b-c[1:]", "[20,30]")]
    [InlineData("$.list[?(@.v > 1)]", """[{"v":2}]""")]
    [InlineData("$.nowhere[*]", "[]")]
    public void Select_Path_ReturnsTheMatches(string path, string expected) =>
        Assert.Equal(expected, JsonPath.Parse(path).Select(JsonData.Parse(Document))!.ToString());

    [Theory]
    [InlineData("$.nowhere")]
    [InlineData("$.a.b-c[3]")]
    [InlineData("$.a.b-c[-4]")]
    [InlineData("$.a[0]")]
    [InlineData("$.d.e")]
    public void Select_DefinitePathWithoutMatch_ReturnsNull(string path) =>
        Assert.Null(JsonPath.Parse(path).Select(JsonData.Parse(Document)));

    [Theory]
    [InlineData("a.b")]
    [InlineData("$.")]
    [InlineData("$.a[")]
    [InlineData("$.a[?(]")]
    public void Parse_MalformedPath_ThrowsFormatException(string path) =>
        Assert.Throws<FormatException>(() => JsonPath.Parse(path));
}
