using VideoPipeline.StatesLanguage.DataFlow.Paths;
using VideoPipeline.StatesLanguage.Json;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.DataFlow;

public sealed class JsonPathTests
{
    private const string Document =
        """
        {"a": {"b-c": [10, 20, 30]}, "d": null, "x y": 1, "list": [{"v": 1}, {"v": 2}], "a\"b": 7, "q'r": 8,
         "words": ["abc", "def"]}
        """;

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
    [InlineData("$['a\\\"b']", "7")]
    [InlineData("$['q\\'r']", "8")]
    [InlineData("$['d','x y']", """{"d":null,"x y":1}""")]
    [InlineData("$.list[0,1].v", "[1,2]")]
    [InlineData("$.a.b-c[:-1]", "[10,20]")]
    [InlineData("$.a.b-c[-2:]", "[20,30]")]
    [InlineData("$.a.b-c[5:9]", "[]")]
    [InlineData("$.a.b-c.length()", "3")]
    [InlineData("$.a.b-c.sum()", "60.0")]
    [InlineData("$.a.b-c.min()", "10.0")]
    [InlineData("$.a.b-c.max()", "30.0")]
    [InlineData("$.a.b-c.avg()", "20.0")]
    [InlineData("$.a.keys()", """["b-c"]""")]
    [InlineData("$.list[?(@.v == 1 || @.v == 2)].v", "[1,2]")]
    [InlineData("$.list[?(@.v >= 1 && !(@.v == 2))].v", "[1]")]
    [InlineData("$.list[?(@.v in [2, 3])].v", "[2]")]
    [InlineData("$.list[?(@.w)]", "[]")]
    [InlineData("$.list[?(@.v)].v", "[1,2]")]
    [InlineData("$.list[?(@.v == $.list[1].v)].v", "[2]")]
    [InlineData("$.words[?(@ =~ /A.*/i)]", """["abc"]""")]
    [InlineData("$.words[?(@ == 'def')]", """["def"]""")]
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

    [Theory]
    [InlineData("$.nowhere", "No results for path: $['nowhere']")]
    [InlineData("$.nowhere.b", "Missing property in path $['nowhere']")]
    [InlineData("$.a.b-c[3]", "No results for path: $['a']['b-c'][3]")]
    [InlineData("$.list[0].v[1]", "Filter: [1] can only be applied to arrays. Current context is: 1")]
    [InlineData("$.d[0]", "The path $['d'] is null")]
    public void Problem_PathWithoutMatch_IsInTheWordsOfAws(string path, string expected) =>
        Assert.Equal(expected, JsonPath.Parse(path).Problem(JsonData.Parse(Document)));

    [Theory]
    [InlineData("$.a.b-c[3]", true)]
    [InlineData("$.list[9].v", true)]
    [InlineData("$.a[0]", false)]
    [InlineData("$.list[0].none", false)]
    public void IsPastEnd_PathWithoutMatch_IsOfAnIndexOfAnArray(string path, bool expected) =>
        Assert.Equal(expected, JsonPath.Parse(path).IsPastEnd(JsonData.Parse(Document)));

    // Without backtracking, the time is linear in the text; a back reference needs it, and is given up.
    [Fact]
    public void Select_CatastrophicExpression_EndsInTime()
    {
        var document = JsonData.Parse($$"""["{{new string('a', 50_000)}}!"]""");

        Assert.Equal("[]", JsonPath.Parse("$[?(@ =~ /(a+)+/)]").Select(document)!.ToString());
        Assert.Throws<PathException>(() => JsonPath.Parse(@"$[?(@ =~ /((a+)+)\1b/)]").Select(document));
    }

    [Fact]
    public void Parse_DeeplyNestedCondition_ThrowsFormatException() =>
        Assert.Throws<FormatException>(() => JsonPath.Parse($"$[?({new string('(', 100_000)}"));

    [Theory]
    [InlineData("$.list.sum()")]
    [InlineData("$.words.avg()")]
    public void Select_AggregateWithoutNumbers_ThrowsPathException(string path) =>
        Assert.Throws<PathException>(() => JsonPath.Parse(path).Select(JsonData.Parse(Document)));
}
