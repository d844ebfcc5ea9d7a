using VideoPipeline.StatesLanguage.Json;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Json;

/// <summary>Why a text is not JSON, in the words of AWS's parser.</summary>
public sealed class JsonFaultTests
{
    private const string Values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

    [Theory]
    [InlineData("not some json", "Unrecognized token 'not': was expecting " + Values, 3)]
    [InlineData("{'a': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name", 2)]
    [InlineData("{\"a\": 1,}", "Unexpected character ('}' (code 125)): was expecting double-quote to start field name", 9)]
    [InlineData("{\"a\" 1}", "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value", 6)]
    [InlineData(
        "{\"a\": 1 \"b\": 2}", "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries", 9)]
    [InlineData("[1 2]", "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 4)]
    [InlineData("[1,]", "Unexpected character (']' (code 93)): expected a valid value " + Values, 4)]
    [InlineData("01", "Invalid numeric value: Leading zeroes not allowed", 1)]
    [InlineData(
        "-a",
        "Unexpected character ('a' (code 97)) in numeric value: "
        + "expected digit (0-9) to follow minus sign, for valid numeric value",
        2)]
    [InlineData("1.", "Unexpected end-of-input within/between Number entries", 2)]
    [InlineData("\"a", "Unexpected end-of-input: was expecting closing quote for a string value", 2)]
    [InlineData(
        "[\"\t\"]",
        "Illegal unquoted character ((CTRL-CHAR, code 9)): has to be escaped using backslash to be included in string value", 3)]
    [InlineData("\"\\x\"", "Unrecognized character escape 'x' (code 120)", 3)]
    [InlineData(
        "{\"a\": [",
        "Unexpected end-of-input: expected close marker for Array (start marker at [Source: (String)\"{\"a\": [\"; "
        + "line: 1, column: 7])",
        7)]
    public void Find_Malformed_SaysSoAsAws(string json, string message, int offset)
    {
        Assert.Throws<FormatException>(() => JsonData.Parse(json));

        Assert.Equal(new JsonFault(message, offset), JsonFault.Find(json));
    }

    [Fact]
    public void Find_EveryPartOfAText_AgreesWithTheParser()
    {
        const string Json = """{"a": [1, -2.5e7, "x\u00e9\"y"], "b": {"c": null, "d": [true, {}]}, "e": ""}""";
        for (var start = 0; start < Json.Length; start++)
        {
            for (var end = start; end <= Json.Length; end++)
            {
                var text = Json[start..end];
                Assert.True(IsJson(text) == (JsonFault.Find(text) is null) || HasMore(text), text);
            }
        }
    }

    [Fact]
    public void Find_NestedDeeply_IsNoStackOverflow() =>
        Assert.StartsWith(
            "Unexpected end-of-input", JsonFault.Find(new string('[', 1_000_000))!.Value.Message, StringComparison.Ordinal);

    private static bool IsJson(string text)
    {
        try
        {
            JsonData.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // Text after a value is not a fault of the value.
    private static bool HasMore(string text) =>
        JsonFault.Find(text) is null && Enumerable.Range(1, text.Length).Any(length => IsJson(text[..length]));
}
