using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.StatesLanguage.Json;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Json;

public sealed class JsonDataTests
{
    [Theory]
    [InlineData("{'a': 1}")]
    [InlineData("[1,]")]
    [InlineData("[1] // comment")]
    [InlineData("NaN")]
    [InlineData("017")]
    [InlineData("1 2")]
    [InlineData("")]
    [InlineData("""{"a": 1, "a": 2}""")]
    [InlineData("""["\ud800"]""")]
    public void Parse_NotJson_ThrowsFormatException(string json) =>
        Assert.Throws<FormatException>(() => JsonData.Parse(json));

    [Theory]
    [InlineData("1e300")]
    [InlineData("-0")]
    [InlineData("0.10")]
    [InlineData("12345678901234567890")]
    [InlineData("3.141592653589793238462643")]
    public void ToString_Number_KeepsItsDigits(string number) => Assert.Equal(number, JsonData.Parse(number).ToString());

    [Fact]
    public void Parse_ThousandLevels_IsRead()
    {
        var json = new string('[', 1000) + new string(']', 1000);

        Assert.Equal(json, JsonData.Parse(json).ToString());
        Assert.Throws<FormatException>(() => JsonData.Parse($"[{json}]"));
    }

    [Fact]
    public void Utf8Length_AnyString_IsThatOfItsText() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get));
            JsonData value = ObjectData.Of((valid, ArrayData.Of(valid, 1, JsonData.Null)));
            return value.Utf8Length == Encoding.UTF8.GetByteCount(value.ToString())
                && JsonSerializer.Deserialize<JsonElement>(value.ToString()).EnumerateObject().Single().Name == valid
                && value.Equals(JsonData.Parse(value.ToString()));
        }));

    [Theory]
    [InlineData("""{"a": 1, "b": 2}""", """{"b": 2, "a": 1}""", true)]
    [InlineData("[1, 2]", "[2, 1]", false)]
    [InlineData("1", "1.0", false)]
    [InlineData("1.50", "1.5", true)]
    [InlineData("\"1\"", "1", false)]
    public void Equals_TwoValues_ComparesByValue(string one, string other, bool expected)
    {
        var (a, b) = (JsonData.Parse(one), JsonData.Parse(other));

        Assert.Equal(expected, a.Equals(b));
        Assert.True(!expected || a.GetHashCode() == b.GetHashCode());
    }

    [Fact]
    public void With_Field_SharesTheOtherFields()
    {
        var before = JsonData.Parse("""{"a": {"b": [1]}, "c": 2}""").Fields;

        var after = before.With("c", 3);

        Assert.Same(before["a"], after["a"]);
        Assert.Equal("""{"a":{"b":[1]},"c":2}""", before.ToString());
        Assert.Equal("""{"a":{"b":[1]},"c":3}""", after.ToString());
    }
}
